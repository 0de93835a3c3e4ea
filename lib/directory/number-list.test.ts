import fc from "fast-check";
import { expect, test } from "vitest";
import { changeOf, countFilters, filterNumbers, type ListedNumber, numberFilters, numberKinds } from "./number-list.ts";

const kind = fc.option(fc.constantFrom(...numberKinds));
const listed: fc.Arbitrary<ListedNumber> = fc.record({
  number: fc.string({ minLength: 1 }),
  name: fc.option(fc.string({ minLength: 1 })),
  kind,
  seenAs: kind,
});

test("[D41] each filter shows as many numbers as it says", () => {
  fc.assert(
    fc.property(fc.array(listed), (numbers) => {
      const counts = countFilters(numbers);
      for (const filter of numberFilters) expect(filterNumbers(numbers, filter, "")).toHaveLength(counts[filter]);
    }),
  );
});

test("[D41] a number is found by a part of it or of its name, whatever the case and the accents", () => {
  const numbers: readonly ListedNumber[] = [
    { number: "117", name: "Ana Kovač", kind: null, seenAs: "agent" },
    { number: "820", name: null, kind: "queue", seenAs: null },
  ];
  const found = (find: string) => filterNumbers(numbers, "all", find).map(({ number }) => number);
  expect(found("kovac")).toEqual(["117"]);
  expect(found(" ANA ")).toEqual(["117"]);
  expect(found("82")).toEqual(["820"]);
  expect(found("")).toEqual(["117", "820"]);
  expect(found("nobody")).toEqual([]);
});

test("[D42] what nothing is said of is given back to the feed", () => {
  expect(changeOf("117", null, "  ")).toEqual({ put: [], gone: ["117"] });
  expect(changeOf("117", null, " Ana ")).toEqual({ put: [{ number: "117", kind: null, name: "Ana" }], gone: [] });
  expect(changeOf("117", "agent", "")).toEqual({ put: [{ number: "117", kind: "agent", name: null }], gone: [] });
});
