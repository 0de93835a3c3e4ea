/** Where the time comes from: epoch milliseconds. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/**
 * The given clock, without its steps back. Journal and projector share one, so that nothing is ever journalled at a
 * time the board has already passed: otherwise a board folded again from the journal could differ from the live one.
 */
export function createSteadyClock(clock: Clock): Clock {
  let latest = Number.NEGATIVE_INFINITY;
  return {
    now() {
      latest = Math.max(latest, clock.now());
      return latest;
    },
  };
}
