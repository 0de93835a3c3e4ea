import { describe, expect, test } from "vitest";
import type { Bound, Comparison, Round } from "./comparison.ts";
import { judge } from "./judge.ts";

function verdictOn(
  taken: readonly Round[],
  bound: Bound | null,
  calm: number | null = 1.3,
  others: number | null = null,
) {
  const comparison: Comparison = { goal: "P-1", what: "something", unit: "ms", rounds: taken, bound, calm };
  return judge(comparison, others).verdict;
}

const rounds = (...pairs: [number, number][]): Round[] => pairs.map(([floor, ours]) => ({ floor, ours }));

describe("verdict", () => {
  test("[Q1] the ratio is taken round by round, then its median", () => {
    const some = rounds([10, 20], [11, 11], [12, 36]);
    const comparison: Comparison = { goal: "P-1", what: "", unit: "ms", rounds: some, bound: null, calm: 1.3 };
    const { ratio, floor, ours } = judge(comparison, null);
    expect(ratio).toEqual({ median: 2, least: 1, most: 3 });
    expect([floor.median, ours.median]).toEqual([11, 20]);
  });

  test("[Q1] one bad round does not miss a goal, most of them do", () => {
    const atMost: Bound = { on: "ratio", is: "at most", limit: 2 };
    expect(verdictOn(rounds([10, 19], [10, 20], [10, 90]), atMost)).toEqual({ is: "met" });
    expect(verdictOn(rounds([10, 19], [10, 21], [10, 21]), atMost)).toEqual({ is: "missed" });
  });

  test("[Q1] a goal may be a least, and may be on our own figure", () => {
    const some = rounds([100, 50], [100, 51], [100, 49]);
    expect(verdictOn(some, { on: "ratio", is: "at least", limit: 0.5 })).toEqual({ is: "met" });
    expect(verdictOn(some, { on: "ratio", is: "at least", limit: 0.51 })).toEqual({ is: "missed" });
    expect(verdictOn(some, { on: "ours", is: "at most", limit: 50 })).toEqual({ is: "met" });
    expect(verdictOn(some, { on: "ours", is: "at most", limit: 49 })).toEqual({ is: "missed" });
  });

  test("[Q1] a goal may be a figure itself, missed by less as by more", () => {
    const exactly: Bound = { on: "ratio", is: "exactly", limit: 1 };
    expect(verdictOn(rounds([20, 20], [20, 20], [20, 20]), exactly, null)).toEqual({ is: "met" });
    expect(verdictOn(rounds([20, 0], [20, 0], [20, 0]), exactly, null)).toEqual({ is: "missed" });
    expect(verdictOn(rounds([20, 21], [20, 21], [20, 20]), exactly, null)).toEqual({ is: "missed" });
  });

  test("[Q1] a goal may be on what we need more than the floor", () => {
    const some = rounds([100, 140], [100, 145], [100, 180]);
    expect(verdictOn(some, { on: "excess", is: "at most", limit: 45 })).toEqual({ is: "met" });
    expect(verdictOn(some, { on: "excess", is: "at most", limit: 44 })).toEqual({ is: "missed" });
  });

  test("[Q2] where the floor's rounds differ too much nothing is judged, for good or ill", () => {
    const noisy = rounds([100, 90], [131, 90], [110, 90]);
    const because = "the floor's rounds differ 1.31 ×, more than 1.3 ×: the machine is too busy";
    expect(verdictOn(noisy, { on: "ratio", is: "at least", limit: 0.5 })).toEqual({ is: "not judged", because });
    expect(verdictOn(noisy, { on: "ratio", is: "at least", limit: 5 })).toEqual({ is: "not judged", because });
    expect(verdictOn(noisy, { on: "ratio", is: "at least", limit: 0.5 }, 1.31)).toEqual({ is: "met" });
  });

  test("[Q2] where others kept the machine busy nothing is judged", () => {
    const steady = rounds([10, 10], [10, 10]);
    const atMost: Bound = { on: "ratio", is: "at most", limit: 2 };
    const because = "others kept 26 % of the machine busy";
    expect(verdictOn(steady, atMost, 1.3, 0.26)).toEqual({ is: "not judged", because });
    expect(verdictOn(steady, atMost, 1.3, 0.1)).toEqual({ is: "met" });
  });

  test("[Q2] a floor of nought is none", () => {
    const bound: Bound = { on: "ratio", is: "at most", limit: 2 };
    expect(verdictOn(rounds([0, 1], [0, 1]), bound)).toMatchObject({ is: "not judged" });
    expect(verdictOn(rounds([0, 1], [1, 1]), bound)).toMatchObject({ is: "not judged" });
  });

  test("[Q2] a goal on our own figure does not look at the floor's, but at others; what is no matter of time at neither", () => {
    const noisy = rounds([1, 9], [100, 9], [0, 9]);
    const atMost: Bound = { on: "ours", is: "at most", limit: 9 };
    expect(verdictOn(noisy, atMost, Number.POSITIVE_INFINITY)).toEqual({ is: "met" });
    expect(verdictOn(noisy, atMost, Number.POSITIVE_INFINITY, 0.2)).toMatchObject({ is: "not judged" });
    expect(verdictOn(noisy, atMost, null, 0.2)).toEqual({ is: "met" });
    expect(verdictOn(noisy, { ...atMost, limit: 8 }, null, 0.2)).toEqual({ is: "missed" });
  });

  test("[Q2] what never came about misses its goal", () => {
    const never = rounds([1, 9], [1, Number.POSITIVE_INFINITY], [1, Number.POSITIVE_INFINITY]);
    const atMost: Bound = { on: "ours", is: "at most", limit: 5000 };
    expect(verdictOn(never, atMost, Number.POSITIVE_INFINITY)).toEqual({ is: "missed" });
  });

  test("[Q2] what has no goal is told, however busy the machine", () => {
    expect(verdictOn(rounds([1, 9], [100, 9]), null)).toEqual({ is: "told" });
  });
});
