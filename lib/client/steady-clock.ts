/**
 * A clock for ages: ms since 1970 that is never set back and never stands still.
 *
 * The wall clock alone may be set back, and an old figure would pass for a fresh one. The monotonic clock alone may
 * stop while the machine sleeps, and a board from before the sleep would pass for a fresh one. So the wall clock
 * counts, and what it was set back against the monotonic one is added again.
 */
export function createSteadyClock(clocks: { wall: () => number; monotonic: () => number }): () => number {
  let wall = clocks.wall();
  let monotonic = clocks.monotonic();
  let restored = 0;
  return () => {
    const wallNow = clocks.wall();
    const monotonicNow = clocks.monotonic();
    const setBack = monotonicNow - monotonic - (wallNow - wall);
    if (setBack > noise) restored += Math.round(setBack);
    wall = wallNow;
    monotonic = monotonicNow;
    return wallNow + restored;
  };
}

/** ms: what two clocks read one after the other may differ by, and a clock that is slewed falls behind a second. */
const noise = 50;

/** This browser's clock, as every time in the board link means it. */
export const browserNow = createSteadyClock({ wall: () => Date.now(), monotonic: () => performance.now() });
