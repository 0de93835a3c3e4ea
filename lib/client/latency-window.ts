/** What was measured lately: the last samples, and those of the last minutes only. */
export interface LatencyWindow {
  add(sample: LatencySample): void;
  /** null: there is none. @param now on the clock of the samples */
  figures(now: number): WindowFigures | null;
  clear(): void;
}

export interface LatencySample {
  /** When, ms on any clock. */
  readonly at: number;
  /** ms. */
  readonly took: number;
  /** ms that it may be wrong by, either way. */
  readonly uncertainty: number;
}

export interface WindowFigures {
  /** ms that half of the samples, and 95 of a hundred, took at most. */
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
  /** ms: the worst of all samples. */
  readonly uncertainty: number;
  /** ms since the oldest of them. */
  readonly reach: number;
}

/** @param most samples @param length ms */
export function createLatencyWindow({
  most,
  length,
}: {
  readonly most: number;
  readonly length: number;
}): LatencyWindow {
  let samples: LatencySample[] = [];
  return {
    add(sample) {
      samples.push(sample);
      if (samples.length > most) samples.shift();
    },
    figures(now) {
      samples = samples.filter(({ at }) => now - at <= length);
      const [oldest] = samples;
      if (oldest === undefined) return null;
      const took = Float64Array.from(samples, (sample) => sample.took).sort();
      return {
        p50: quantile(took, 0.5),
        p95: quantile(took, 0.95),
        samples: samples.length,
        uncertainty: Math.max(...samples.map((sample) => sample.uncertainty)),
        reach: now - oldest.at,
      };
    },
    clear() {
      samples = [];
    },
  };
}

/** The smallest value that so many of them do not exceed. @param sorted not empty */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
