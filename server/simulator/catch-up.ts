import type { Clock } from "#server/clock.ts";
import type { Pace } from "./pace.ts";
import type { Timer } from "./timer.ts";

/** A clock for a day that is told faster than it passed, and the pace of telling it. */
export interface CatchUp {
  readonly clock: Clock;
  readonly pace: Pace;
}

/**
 * The journal stamps what it receives with the time of its clock, so past calls can only be told honestly by a clock
 * that stands in the past. This one stands at the instant of the delivery that is due, and jumps to the next one's;
 * once the next is due in the future it has caught up, and is the timer from then on. It never goes back.
 *
 * It is only true for one delivery at a time: the next must not be asked for before the last is answered.
 * @param caughtUp called once, when the clock becomes the timer
 */
export function createCatchUp(from: {
  readonly startAt: number;
  readonly timer: Timer;
  readonly caughtUp: () => void;
}): CatchUp {
  const { timer } = from;
  let standsAt: number | null = from.startAt;
  return {
    clock: { now: () => standsAt ?? timer.now() },
    pace: {
      async until(at, signal) {
        const left = at - timer.now();
        if (standsAt !== null && left <= 0) {
          standsAt = Math.max(standsAt, at);
          return;
        }
        if (standsAt !== null) {
          standsAt = null;
          from.caughtUp();
        }
        if (left > 0 && !signal.aborted) await timer.sleep(left, signal);
      },
    },
  };
}
