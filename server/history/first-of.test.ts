import fc from "fast-check";
import { expect, test } from "vitest";
import { firstOf } from "./first-of.ts";

const byRank = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0];

test("[K2] the first of many are those that sorting all of them gives, with their equals, at any limit", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 600 }),
      fc.integer({ min: 1, max: 50 }),
      (ranks, limit) => {
        const items = ranks.map((rank, at) => [rank, at] as const);
        const sorted = items.toSorted(byRank);
        const last = sorted[limit - 1];
        const expected = sorted.filter((item, at) => at < limit || (last !== undefined && byRank(item, last) === 0));
        expect(firstOf(items, limit, byRank)).toEqual(expected);
      },
    ),
  );
});

test("[K2] of 30,000 in order hardly any is compared more than once", () => {
  let compared = 0;
  const items = Array.from({ length: 30_000 }, (_, at) => at);
  firstOf(items, 100, (a, b) => {
    compared += 1;
    return a - b;
  });
  expect(compared).toBeLessThan(2 * items.length);
});
