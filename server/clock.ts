import { systemTimers } from "./timers.ts";

/** Where the time comes from: epoch milliseconds. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** How fast a steady clock goes while the given one is behind it: every age stays right to a tenth. */
const catchingUp = 0.9;
/** ms. More than a clock that is slewed gains, or a busy machine waits, between two looks at both. */
const STEP_MS = 1_000;

export interface SteadyClock extends Clock {
  /** From now on it is not before `at`: what stands in the journal was at that time, whatever the given clock says. */
  goOnFrom(at: number): void;
}

/**
 * The given clock, without its steps back. Journal and projector share one, so that nothing is ever journalled at a
 * time the board has already passed: otherwise a board folded again from the journal could differ from the live one.
 * Set back, it does not stand still, or no ring would run out and no wait would grow: it goes on a little slower
 * until the given clock has caught up. Set on while it is behind, as a machine's is that wakes in 1970 and then asks what
 * time it is, it was set: no such time went by.
 *
 * @param elapsed ms, whatever any clock is set to
 */
export function createSteadyClock(clock: Clock, elapsed: () => number = systemTimers.elapsed): SteadyClock {
  let latest = Number.NEGATIVE_INFINITY;
  let given = Number.POSITIVE_INFINITY;
  let looked = elapsed();
  return {
    now() {
      const [before, lookedBefore] = [given, looked];
      [given, looked] = [clock.now(), elapsed()];
      const [went, passed] = [given - before, looked - lookedBefore];
      const since = went > passed + STEP_MS ? passed : Math.max(0, went);
      latest = Math.max(given, latest + since * catchingUp);
      return Math.floor(latest);
    },
    goOnFrom(at) {
      latest = Math.max(latest, at);
    },
  };
}
