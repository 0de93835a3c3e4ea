import { expect, test } from "vitest";
import { between, chance, exponential, pick, pickWeighted, seededRandom } from "./random.ts";

const draws = (seed: number, count: number): number[] => Array.from({ length: count }, seededRandom(seed));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test("[S1] the same seed draws the same row, another seed another", () => {
  expect(draws(7, 50)).toEqual(draws(7, 50));
  expect(draws(7, 50)).not.toEqual(draws(8, 50));
});

test("[S1] draws are uniform in [0, 1), from the first one on", () => {
  const many = draws(1, 20_000);
  expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...many)).toBeLessThan(1);
  expect(mean(many)).toBeCloseTo(0.5, 1);
  for (const tenth of Array.from({ length: 10 }, (_, index) => index / 10)) {
    const share = many.filter((draw) => draw >= tenth && draw < tenth + 0.1).length / many.length;
    expect(share).toBeCloseTo(0.1, 1);
  }
  const firsts = Array.from({ length: 2_000 }, (_, seed) => seededRandom(seed)());
  expect(mean(firsts)).toBeCloseTo(0.5, 1);
});

test("[S1] chances, ranges and waiting times are as asked", () => {
  const random = seededRandom(3);
  const many = <Value>(draw: () => Value): Value[] => Array.from({ length: 20_000 }, draw);
  expect(many(() => chance(random, 0.2)).filter(Boolean).length / 20_000).toBeCloseTo(0.2, 1);
  expect(chance(random, 0)).toBe(false);
  expect(chance(random, 1)).toBe(true);
  expect(mean(many(() => between(random, 10, 20)))).toBeCloseTo(15, 0);
  expect(mean(many(() => exponential(random, 4)))).toBeCloseTo(4, 0);
});

test("[S1] a pick follows the weights, and of nothing picks nothing", () => {
  const random = seededRandom(4);
  const items = [
    { name: "often", weight: 3 },
    { name: "never", weight: 0 },
    { name: "seldom", weight: 1 },
  ];
  const picks = Array.from({ length: 8_000 }, () => pickWeighted(random, items)?.name);
  expect(picks.filter((name) => name === "often").length / picks.length).toBeCloseTo(0.75, 1);
  expect(picks).not.toContain("never");
  expect(new Set(Array.from({ length: 100 }, () => pick(random, ["a", "b"])))).toEqual(new Set(["a", "b"]));
  expect(pick(random, [])).toBeNull();
  expect(pickWeighted(random, [])).toBeNull();
});
