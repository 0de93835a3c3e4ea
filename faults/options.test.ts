import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { faultsHelp, readFaultOptions } from "./options.ts";

function named(name: string): Fault {
  return {
    name,
    goals: ["R-1"],
    says: `what ${name} does`,
    rounds: 7,
    once: async () => ({ broken: [], counts: {} }),
    control: null,
  };
}

const faults = [named("fire"), named("water")];

test("[F1] without options everything is done, from any seed", () => {
  expect(readFaultOptions([], faults)).toEqual({ kind: "run", options: { only: faults, times: null, seed: null } });
});

test("[F1] some faults, the number of rounds and the first seed can be named", () => {
  expect(readFaultOptions(["--only", "water", "--times", "3", "--seed", "0"], faults)).toEqual({
    kind: "run",
    options: { only: [faults[1]], times: 3, seed: 0 },
  });
});

test.each([
  [["--only", "earth"], '--only names some of fire, water, not "earth".'],
  [["--times", "0"], '--times must be a whole number from 1 to 1000000, not "0".'],
  [["--seed", "-1"], /--seed/],
])("[F1] %j cannot be meant", (args, message) => {
  expect(readFaultOptions(args, faults)).toEqual({ kind: "problem", message: expect.stringMatching(message) });
});

test("[F1] --help tells of every fault", () => {
  expect(readFaultOptions(["--help"], faults)).toEqual({ kind: "help" });
  for (const { says } of faults) expect(faultsHelp(faults)).toContain(says);
});
