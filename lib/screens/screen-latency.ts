/** How long it lately took from a delivery's receipt to the painted frame, as one screen has measured it. */
export interface ScreenLatency {
  /** ms; half, and 95 of a hundred, took no longer. */
  readonly p50: number;
  readonly p95: number;
  /** Messages that these are of. */
  readonly samples: number;
  /** ms by which all of it may be too long or too short: two clocks had to be compared. */
  readonly uncertainty: number;
}

/** How many messages took how long, since the line opened that tells of it. */
export interface LatencyCounts {
  /** For each of `latencyBounds` those within it and beyond the one before; behind them those that took longer. */
  readonly counts: readonly number[];
  /** ms, of all of them. */
  readonly sum: number;
}

/** ms. A frame is 17, a message goes every 16 to 50 (P8), and 100 is the goal (P-3). */
export const latencyBounds: readonly number[] = [10, 20, 35, 50, 75, 100, 150, 250, 500, 1000, 2500, 10_000];

/** ms. What took longer was no delay but a sleep, or a clock that was put right. */
export const longestLatency = 60_000;

/** ms: half of the goal. What is known less well is not counted. */
export const worstUncertainty = 50;

export const noLatencies: LatencyCounts = { counts: [...latencyBounds, longestLatency].map(() => 0), sum: 0 };

/** @param took ms, up to `longestLatency` */
export function countLatency({ counts, sum }: LatencyCounts, took: number): LatencyCounts {
  const within = latencyBounds.findIndex((bound) => took <= bound);
  const place = within === -1 ? latencyBounds.length : within;
  return { counts: counts.with(place, (counts[place] ?? 0) + 1), sum: sum + took };
}
