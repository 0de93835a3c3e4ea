/** The server's clock against this browser's, as the last heartbeats told it, ms, newest last. */
export type ClockSamples = readonly number[];

const kept = 5;

/** ms that an offset may be wrong by before it is corrected: timers need no better, and each correction moves them all. */
const tolerance = 100;

/** @param sample the server's time as it sent, less this browser's as it received, ms: short by the time on the way */
export function addClockSample(samples: ClockSamples, sample: number): ClockSamples {
  return [...samples.slice(1 - kept), sample];
}

/**
 * ms to add to this browser's clock to get the server's: what the fastest of the messages says, or still `offset`,
 * if that is near enough.
 */
export function correctOffset(offset: number, samples: ClockSamples): number {
  if (samples.length === 0) return offset;
  const best = Math.max(...samples);
  return Math.abs(best - offset) > tolerance ? best : offset;
}
