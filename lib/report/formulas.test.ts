import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QueueSums } from "#lib/protocol/api/report-answers.ts";
import { figures } from "./figures.ts";
import { formulaNames, formulas } from "./formulas.ts";
import { addToQueueSums, noQueueSums } from "./sums.ts";

const targets = { answerWithin: 20, shortAbandon: 5, ringStrategy: "hunt" as const };

function sumsOf(passages: readonly (readonly ["answered" | "missed" | "overflowed", number])[]): QueueSums {
  return passages.reduce(
    (sums, [outcome, seconds]) =>
      addToQueueSums(sums, { of: "passage", at: 0, queue: "820", outcome, wait: seconds * 1000, talk: null }, targets),
    noQueueSums,
  );
}

describe("[G9] service level formulas", () => {
  test("[G9] each counts the same passages its own way", () => {
    const sums = sumsOf([
      ["answered", 10],
      ["answered", 20],
      ["answered", 21],
      ["missed", 5],
      ["missed", 15],
      ["missed", 60],
      ["overflowed", 60],
      ["overflowed", 60],
    ]);
    expect(formulaNames.map((name) => [name, formulas[name].share(sums)])).toEqual([
      ["short-forgiven", 2 / 5],
      ["offered", 2 / 8],
      ["answered", 2 / 3],
      ["answered-or-missed", 2 / 6],
      ["all-in-time", 4 / 6],
    ]);
  });

  test("[G9] a share lies between 0 and 1, is null where nothing counts, and opens what it is taken over", () => {
    const passage = fc.tuple(fc.constantFrom("answered", "missed", "overflowed"), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(passage), (passages) => {
        const sums = sumsOf(passages);
        for (const name of formulaNames) {
          const { share, figure: opened } = formulas[name];
          const figure = figures[opened];
          if (figure.over !== "passage") throw new Error(`${opened} is no figure of queues`);
          const value = share(sums);
          expect(figure.value?.of(sums)).toBe(value);
          expect(value === null).toBe(figure.inSums(sums) === 0);
          expect(value ?? 0).toBeGreaterThanOrEqual(0);
          expect(value ?? 0).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
