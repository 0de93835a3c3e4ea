import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantile, spreadOf } from "./spread.ts";

describe("spread", () => {
  test("[Q1] the median of an even number of rounds lies between the middle two", () => {
    expect(spreadOf([4, 1, 9])).toEqual({ median: 4, least: 1, most: 9 });
    expect(spreadOf([10, 2, 4, 1])).toEqual({ median: 3, least: 1, most: 10 });
    expect(spreadOf([7])).toEqual({ median: 7, least: 7, most: 7 });
  });

  test("[Q1] figures are ordered as numbers, not as text", () => {
    expect(quantile([100, 9, 20], 1)).toBe(100);
  });

  test("[Q1] that share of the figures lies below, in whatever order they come", () => {
    const figures = fc.array(fc.double({ noNaN: true, min: 0, max: 1e9 }), { minLength: 1 });
    fc.assert(
      fc.property(figures, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
        const found = quantile(some, share);
        const atMost = some.filter((figure) => figure <= found).length;
        const atLeast = some.filter((figure) => figure >= found).length;
        expect(atMost).toBeGreaterThanOrEqual(Math.floor(share * (some.length - 1)) + 1);
        expect(atLeast).toBeGreaterThanOrEqual(some.length - Math.ceil(share * (some.length - 1)));
        expect(quantile(some.toReversed(), share)).toBe(found);
      }),
    );
  });

  test("[Q1] of no figures there is none", () => {
    expect(() => spreadOf([])).toThrow("no figures");
  });
});
