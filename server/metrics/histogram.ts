import type { Distribution } from "./exposition.ts";

export interface Histogram {
  observe(value: number): void;
  counts(): Distribution;
}

/** @param bounds rising */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = bounds.map(() => 0);
  let sum = 0;
  let count = 0;
  return {
    observe(value) {
      const place = bounds.findIndex((bound) => value <= bound);
      if (place !== -1) counts[place] = (counts[place] ?? 0) + 1;
      sum += value;
      count += 1;
    },
    counts() {
      let upTo = 0;
      const buckets = bounds.map((atMost, place) => {
        upTo += counts[place] ?? 0;
        return { atMost, count: upTo };
      });
      return { buckets: [...buckets, { atMost: Number.POSITIVE_INFINITY, count }], sum, count };
    },
  };
}
