import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import { arbitraryTally } from "#lib/testing/arbitrary-tally.ts";
import { figureNames } from "./figure-names.ts";
import { beginSums, countsIn, plusSums, type SumsOf, type SumTask, type WallTime } from "./sum-task.ts";

const dates = { first: "2026-03-26", last: "2026-03-31", timeZone: "Europe/Berlin" };

const rules = {
  ...defaultSettings,
  queueRules: new Map([
    ["821", { targets: { answerWithin: 45, shortAbandon: 10, ringStrategy: "ring-all" as const }, hours: null }],
  ]),
};

const subject = fc.oneof(
  fc.record({ of: fc.constant("queue" as const), queue: fc.constantFrom(null, "820", "821", "822") }),
  fc.record({ of: fc.constant("agent" as const), agent: fc.constantFrom("201", "202", "203") }),
);

const wall: fc.Arbitrary<WallTime | null> = fc.option(
  fc.record({
    first: fc.constant(dates.first),
    last: fc.constant(dates.last),
    timeZone: fc.constant(dates.timeZone),
    time: fc.option(fc.constantFrom({ from: 0, to: 20 }, { from: 18, to: 48 }, { from: 19, to: 20 })),
    weekday: fc.option(fc.integer({ min: 0, max: 6 })),
  }),
);

const task: fc.Arbitrary<SumTask> = fc.oneof(
  subject.map((one) => ({ of: "report" as const, dates, subject: one, rules })),
  fc.record({ name: fc.constantFrom(...figureNames), wall }).map((one) => ({ of: "figure" as const, ...one, rules })),
);

const parts = fc.array(fc.record({ tally: arbitraryTally(dates.first, 8), first: fc.boolean() }), { maxLength: 150 });

function summed(one: SumTask, tallies: readonly Tally[]): SumsOf<SumTask> {
  const summing = beginSums(one);
  for (const tally of tallies) summing.add(tally);
  return summing.sums();
}

describe("[G16] sums made in two places", () => {
  test("[G16] the sums of two parts of the tallies, put together, are those of all of them, for any task", () => {
    fc.assert(
      fc.property(task, parts, (one, found) => {
        const tallies = found.map(({ tally }) => tally);
        const [here, there] = [true, false].map((side) =>
          summed(
            one,
            found.filter(({ first }) => first === side).map(({ tally }) => tally),
          ),
        ) as [SumsOf<SumTask>, SumsOf<SumTask>];
        expect(plusSums(one, here, there)).toEqual(summed(one, tallies));
      }),
      { numRuns: 500 },
    );
  });

  test("[G16] a task reaches another thread as it was", () => {
    fc.assert(
      fc.property(task, parts, (one, found) => {
        const tallies = found.map(({ tally }) => tally);
        const sums = summed(one, tallies);
        expect(structuredClone(summed(structuredClone(one), tallies))).toEqual(sums);
      }),
    );
  });

  test("[G16] a figure counts as many as it lets through", () => {
    fc.assert(
      fc.property(fc.constantFrom(...figureNames), wall, parts, (name, at, found) => {
        const one = { of: "figure" as const, name, wall: at, rules };
        const tallies = found.map(({ tally }) => tally);
        expect(summed(one, tallies)).toMatchObject({ count: tallies.filter(countsIn(one)).length });
      }),
    );
  });
});
