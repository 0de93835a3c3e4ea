import fc from "fast-check";
import { expect, test } from "vitest";
import { createLatencyWindow } from "./latency-window.ts";

const sample = (at: number, took: number) => ({ at, took, uncertainty: 1 });

test("[W68] of a hundred samples the 50th and the 95th smallest are told", () => {
  const window = createLatencyWindow({ most: 100, length: 1000 });
  for (let took = 100; took > 0; took -= 1) window.add(sample(0, took));
  expect(window.figures(0)).toEqual({ p50: 50, p95: 95, samples: 100, uncertainty: 1, reach: 0 });
});

test("[W68] so many of the samples took no longer, whatever they are, and one less would not do", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 50 }), (all) => {
      const window = createLatencyWindow({ most: 50, length: 1000 });
      for (const took of all) window.add(sample(0, took));
      const { p50, p95 } = window.figures(0) ?? { p50: -1, p95: -1 };
      for (const [quantile, share] of [
        [p50, 0.5],
        [p95, 0.95],
      ] as const) {
        expect(all).toContain(quantile);
        expect(all.filter((took) => took <= quantile).length).toBeGreaterThanOrEqual(share * all.length);
        expect(all.filter((took) => took < quantile).length).toBeLessThan(share * all.length);
      }
    }),
  );
});

test("[W68] only the last so many count, and only those of the last minutes", () => {
  const window = createLatencyWindow({ most: 3, length: 1000 });
  expect(window.figures(0)).toBeNull();
  for (const at of [0, 500, 900, 1400]) window.add(sample(at, at));
  expect(window.figures(1500)).toMatchObject({ samples: 3, reach: 1000, p95: 1400 });
  expect(window.figures(1501)).toMatchObject({ samples: 2, reach: 601 });
  expect(window.figures(2401)).toBeNull();
});

test("[W68] it is known no better than the sample that is known worst", () => {
  const window = createLatencyWindow({ most: 3, length: 1000 });
  window.add({ at: 0, took: 5, uncertainty: 2 });
  window.add({ at: 1, took: 5, uncertainty: 20 });
  window.add({ at: 2, took: 5, uncertainty: 1 });
  expect(window.figures(2)?.uncertainty).toBe(20);
});
