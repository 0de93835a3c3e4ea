import { type LatencyCounts, latencyBounds, longestLatency, noLatencies } from "#lib/screens/screen-latency.ts";
import type { Clock } from "#server/clock.ts";

/** As Prometheus counts: each bucket holds those before it too, and lengths are seconds. */
export interface LatencyHistogram {
  /** Rising; the last is unbounded. */
  readonly buckets: readonly { readonly atMost: number; readonly count: number }[];
  readonly sum: number;
  readonly count: number;
}

/** From the receipt of a delivery to the painted frame, over all screens and since the start. */
export interface LatencyBook {
  /** For one line of a screen: takes what it counted since it opened, each time all of it. What cannot be is left out. */
  openLine(): (told: LatencyCounts) => void;
  histogram(): LatencyHistogram;
}

/** Messages a second that a screen is sent at most: one a frame of 16 ms, and what a burst lets through early. */
const mostEachSecond = 70;

export function createLatencyBook(clock: Clock): LatencyBook {
  let all = noLatencies;
  return {
    openLine() {
      let before = noLatencies;
      let heardAt = clock.now();
      return (told) => {
        const more = difference(told, before);
        const seconds = (clock.now() - heardAt) / 1000;
        if (more === null || total(more.counts) > mostEachSecond * (seconds + 1)) return;
        before = told;
        heardAt = clock.now();
        all = { counts: all.counts.map((count, place) => count + (more.counts[place] ?? 0)), sum: all.sum + more.sum };
      };
    },
    histogram() {
      let count = 0;
      const buckets = all.counts.map((own, place) => {
        count += own;
        return { atMost: (latencyBounds[place] ?? Number.POSITIVE_INFINITY) / 1000, count };
      });
      return { buckets, sum: all.sum / 1000, count };
    },
  };
}

/** null: the one cannot have come after the other, or its sum is not that of its counts. */
function difference(told: LatencyCounts, before: LatencyCounts): LatencyCounts | null {
  const counts = told.counts.map((count, place) => count - (before.counts[place] ?? 0));
  const sum = told.sum - before.sum;
  if (counts.length !== before.counts.length || counts.some((count) => count < 0)) return null;
  const least = counts.reduce((sofar, count, place) => sofar + count * (latencyBounds[place - 1] ?? 0), 0);
  const most = counts.reduce((sofar, count, place) => sofar + count * (latencyBounds[place] ?? longestLatency), 0);
  return sum >= least - rounding && sum <= most + rounding ? { counts, sum } : null;
}

/** ms that the sums of fractions may differ by. */
const rounding = 0.001;

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
