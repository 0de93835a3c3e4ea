import { z } from "zod";

/** How long a clock has gone on without being set, over all starts and servers of a journal. Kept in a note of the journal. */
export const heldClock = z.object({
  /** What it said at the last look, epoch ms. */
  at: z.number(),
  /** ms of which this much was seen going by. */
  held: z.number(),
  /** It was set since anybody looked. */
  wasSet: z.boolean(),
});

export type HeldClock = z.output<typeof heldClock>;

const HOUR_MS = 3_600_000;
/** A machine that sleeps over a weekend sees no clock go by. */
const ASLEEP_MS = 3 * 24 * HOUR_MS;
/** Nor does one that is off over holidays, which no day of going by may ever follow before the next. */
const OFF_MS = 14 * 24 * HOUR_MS;
/** Servers that share a journal differ by less, and no sleep sets a clock back. */
const BACK_MS = HOUR_MS;
/** Whoever sets a clock wrong notices within a day. */
const TRUSTED_MS = 24 * HOUR_MS;

export interface ClockLook {
  /** Epoch ms. */
  readonly now: number;
  /** ms since this process looked last, or began, whatever any clock is set to. */
  readonly passed: number;
  /** Of this process: what was before it began it did not see. */
  readonly isFirst: boolean;
}

export function lookedAgain(before: HeldClock | null, { now, passed, isFirst }: ClockLook): HeldClock {
  if (before === null) return { at: now, held: 0, wasSet: false };
  const went = now - before.at;
  if (went - passed > (isFirst ? OFF_MS : ASLEEP_MS) || went < -BACK_MS) return { at: now, held: 0, wasSet: true };
  return { ...before, at: now, held: before.held + Math.min(passed, Math.max(0, went)) };
}

/** Whether what is old by this clock may be let go of for ever. */
export function isTrusted({ held }: HeldClock): boolean {
  return held >= TRUSTED_MS;
}
