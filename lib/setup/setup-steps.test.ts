import fc from "fast-check";
import { expect, test } from "vitest";
import { nextStep, type SetupFacts, stateOfStep, stepNames, stepOf } from "./setup-steps.ts";

const nothing: SetupFacts = {
  access: "closed",
  hasAccount: false,
  hasEvent: false,
  numbers: 0,
  unnamed: 0,
  limitsDecided: false,
  screens: 0,
};

test("[U20] how far the set-up is follows from facts alone, whatever was done first", () => {
  expect(stepNames.map((step) => stateOfStep(step, nothing).is)).toEqual(stepNames.map(() => "missing"));
  const told: [Partial<SetupFacts>, string][] = [
    [{}, "account"],
    [{ hasAccount: true }, "connect"],
    [{ access: "open" }, "connect"],
    [{ hasAccount: true, limitsDecided: true, screens: 1 }, "connect"],
    [{ hasAccount: true, hasEvent: true, numbers: 3, unnamed: 2 }, "names"],
    [{ hasAccount: true, hasEvent: true, numbers: 3 }, "limits"],
    [{ hasAccount: true, hasEvent: true, numbers: 3, limitsDecided: true }, "screen"],
    [{ hasAccount: true, hasEvent: true, numbers: 3, limitsDecided: true, screens: 1 }, "screen"],
  ];
  for (const [facts, next] of told) expect(nextStep({ ...nothing, ...facts })).toBe(next);
});

test("[U20] a step's state names what is missing", () => {
  expect(stateOfStep("account", { ...nothing, access: "open" })).toEqual({ is: "not-needed" });
  expect(stateOfStep("names", nothing)).toEqual({ is: "missing", what: "numbers" });
  expect(stateOfStep("names", { ...nothing, numbers: 4, unnamed: 2 })).toEqual({
    is: "missing",
    what: "names",
    count: 2,
  });
});

test("[U20] no step undoes another: with one more fact no more is missing", () => {
  const facts = fc.record({
    access: fc.constantFrom("open" as const, "closed" as const),
    hasAccount: fc.boolean(),
    hasEvent: fc.boolean(),
    numbers: fc.constant(3),
    unnamed: fc.nat(3),
    limitsDecided: fc.boolean(),
    screens: fc.nat(2),
  });
  const missing = (known: SetupFacts) => stepNames.filter((step) => stateOfStep(step, known).is === "missing").length;
  fc.assert(
    fc.property(facts, (known) => {
      for (const more of [
        { hasAccount: true },
        { hasEvent: true },
        { unnamed: 0 },
        { limitsDecided: true },
        { screens: 9 },
      ]) {
        expect(missing({ ...known, ...more })).toBeLessThanOrEqual(missing(known));
      }
    }),
  );
});

test("[U21] the step in an address is one there is, or none", () => {
  expect([stepOf("limits"), stepOf("x"), stepOf(null)]).toEqual(["limits", null, null]);
});
