import type { Clock } from "#server/clock.ts";
import type { JournalUpkeep } from "#server/journal/journal.ts";
import type { Logger } from "#server/log.ts";
import { type HeldClock, heldClock, isTrusted, lookedAgain } from "./held-clock.ts";

/** What was erased because a clock was wrong for a moment would not come back with the right time. */
export interface ClockWatch {
  /**
   * Now, epoch ms, where what is old by then may be let go of; else null. By this time alone: a clock that is read again may
   * have been set since. To be called where no other server of the journal works on it.
   */
  look(): Promise<number | null>;
  /** It was set, and has not gone on for long enough since. */
  isWaiting(): boolean;
}

export interface ClockWatchParts {
  readonly upkeep: Pick<JournalUpkeep, "note" | "rewrite">;
  readonly clock: Clock;
  readonly elapsed: () => number;
  readonly log: Pick<Logger, "warn">;
}

/** The name of a note. */
const HELD = "clock held";

export function createClockWatch({ upkeep, clock, elapsed, log }: ClockWatchParts): ClockWatch {
  let lookedAt = elapsed();
  let isFirst = true;
  let waiting = false;
  return {
    async look() {
      const [now, passed] = [clock.now(), elapsed()];
      const note = await upkeep.note(HELD);
      const before = note === null ? null : heldIn(note);
      const held = lookedAgain(before, { now, passed: passed - lookedAt, isFirst });
      lookedAt = passed;
      isFirst = false;
      await upkeep.rewrite([], { [HELD]: JSON.stringify(held) });
      const trusted = isTrusted(held);
      const waits = held.wasSet && !trusted;
      if (waits && !waiting) log.warn("the clock was set, or nothing ran for days: nothing is let go of for a day");
      waiting = waits;
      return trusted ? now : null;
    },
    isWaiting: () => waiting,
  };
}

/** null: it tells nothing of a clock. The day begins anew then; the upkeep must not end. */
function heldIn(note: string): HeldClock | null {
  try {
    return heldClock.safeParse(JSON.parse(note)).data ?? null;
  } catch {
    return null;
  }
}
