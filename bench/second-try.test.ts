import { expect, test } from "vitest";
import type { Comparison } from "./comparison.ts";
import { judge } from "./judge.ts";
import { isUndecided, withSecondTry } from "./second-try.ts";

function row(what: string, ours: number, others: number) {
  const comparison: Comparison = {
    goal: "P-1",
    what,
    unit: "ms",
    rounds: [{ floor: 1, ours }],
    bound: what === "told" ? null : { on: "ratio", is: "at most", limit: 2 },
    calm: what === "size" ? null : 1.3,
  };
  return { ...comparison, ...judge(comparison, others) };
}

test("[Q2] what was judged the first time stands, what was not is what the second time says", () => {
  const first = [row("size", 1, 0.5), row("speed", 9, 0.5), row("told", 9, 0.5)];
  const second = [row("size", 9, 0), row("speed", 1, 0), row("told", 1, 0)];
  expect(first.map(isUndecided)).toEqual([false, true, false]);
  const rows = withSecondTry(first, second);
  expect(rows.map(({ verdict, ours }) => [verdict.is, ours.median])).toEqual([
    ["met", 1],
    ["met", 1],
    ["told", 1],
  ]);
});
