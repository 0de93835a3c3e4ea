import { type CommitMeter, createCommitMeter } from "./commit-meter.ts";
import { createHistogram, type Histogram } from "./histogram.ts";

/** What is measured where it happens, since the start. */
export interface Meters {
  readonly commits: CommitMeter;
  /** Seconds from a delivery's receipt to the delta that tells of it. */
  readonly published: Histogram;
}

const PUBLISHED_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMeters(): Meters {
  return { commits: createCommitMeter(), published: createHistogram(PUBLISHED_SECONDS) };
}
