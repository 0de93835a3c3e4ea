import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countLatency, latencyBounds, longestLatency, noLatencies } from "#lib/screens/screen-latency.ts";
import { createLatencyBook } from "./latency-histogram.ts";

/** A book whose clock moves when the test says so. */
function openBook() {
  let now = 0;
  const book = createLatencyBook({ now: () => now });
  return {
    ...book,
    pass(seconds: number) {
      now += seconds * 1000;
    },
  };
}

const tookSomething = fc.oneof(
  fc.double({ min: 0, max: longestLatency, noNaN: true }),
  fc.constantFrom(...latencyBounds, longestLatency),
);

describe("how long it took on all screens", () => {
  test("[P14] it is what a count over all that was measured is, however often it was told of", () => {
    const measured = fc.array(fc.record({ line: fc.nat(2), took: tookSomething, told: fc.boolean() }));
    fc.assert(
      fc.property(measured, (steps) => {
        const book = openBook();
        const lines = [0, 1, 2].map(() => ({ tell: book.openLine(), counted: noLatencies, all: noLatencies }));
        const heard: number[] = [];
        const unheard: number[][] = [[], [], []];
        for (const { line, took, told } of steps) {
          const one = lines[line];
          if (one === undefined) continue;
          one.counted = countLatency(one.counted, took);
          unheard[line]?.push(took);
          if (!told) continue;
          book.pass(10);
          one.tell(one.counted);
          heard.push(...(unheard[line]?.splice(0) ?? []));
        }
        const { buckets, sum, count } = book.histogram();
        expect(count).toBe(heard.length);
        expect(sum).toBeCloseTo(heard.reduce((total, took) => total + took, 0) / 1000);
        for (const bucket of buckets) {
          expect(bucket.count).toBe(heard.filter((took) => took / 1000 <= bucket.atMost).length);
        }
      }),
    );
  });

  test("[P14] the last bucket is unbounded, and holds all", () => {
    const book = openBook();
    book.openLine()(countLatency(noLatencies, longestLatency));
    expect(book.histogram().buckets.at(-1)).toEqual({ atMost: Number.POSITIVE_INFINITY, count: 1 });
    expect(book.histogram().buckets.at(-2)).toEqual({ atMost: 10, count: 0 });
  });

  test.each([
    { name: "fewer than before", told: { counts: noLatencies.counts.with(0, 1), sum: 5 } },
    { name: "a sum that the counts cannot have", told: { counts: noLatencies.counts.with(0, 3), sum: 500 } },
    { name: "a sum that is too small", told: { counts: noLatencies.counts.with(3, 3), sum: 12 } },
    { name: "more than it can have been sent", told: { counts: noLatencies.counts.with(0, 10_000), sum: 20_000 } },
    { name: "other buckets", told: { counts: [3, 3], sum: 7 } },
  ])("[P14] $name is not taken, and what comes after it is", ({ told }) => {
    const book = openBook();
    const tell = book.openLine();
    const before = { counts: noLatencies.counts.with(0, 2), sum: 7 };
    tell(before);
    book.pass(1);
    tell(told);
    expect(book.histogram()).toMatchObject({ count: 2, sum: 0.007 });
    tell(countLatency(before, 30));
    expect(book.histogram()).toMatchObject({ count: 3, sum: 0.037 });
  });
});
