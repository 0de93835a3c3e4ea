/** Where the time comes from: epoch milliseconds. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** How fast a steady clock goes while the given one is behind it: every age stays right to a tenth. */
const catchingUp = 0.9;

export interface SteadyClock extends Clock {
  /** From now on it is not before `at`: what stands in the journal was at that time, whatever the given clock says. */
  goOnFrom(at: number): void;
}

/**
 * The given clock, without its steps back. Journal and projector share one, so that nothing is ever journalled at a
 * time the board has already passed: otherwise a board folded again from the journal could differ from the live one.
 * Set back, it does not stand still, or no ring would run out and no wait would grow: it goes on a little slower
 * until the given clock has caught up.
 */
export function createSteadyClock(clock: Clock): SteadyClock {
  let latest = Number.NEGATIVE_INFINITY;
  let given = Number.POSITIVE_INFINITY;
  return {
    now() {
      const before = given;
      given = clock.now();
      latest = Math.max(given, latest + Math.max(0, given - before) * catchingUp);
      return Math.floor(latest);
    },
    goOnFrom(at) {
      latest = Math.max(latest, at);
    },
  };
}
