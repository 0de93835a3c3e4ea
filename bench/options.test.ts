import { describe, expect, test } from "vitest";
import { goalNames } from "./goals.ts";
import { readBenchOptions } from "./options.ts";

describe("the options of npm run bench", () => {
  test("[Q3] without any, everything is measured in five rounds", () => {
    expect(readBenchOptions([])).toEqual({
      kind: "run",
      options: { only: goalNames, rounds: 5, quick: false, json: false },
    });
  });

  test("[Q3] some goals can be named, in any case and order", () => {
    expect(readBenchOptions(["--only", "p-4, P-1", "--rounds", "9", "--quick", "--json"])).toEqual({
      kind: "run",
      options: { only: ["P-1", "P-4"], rounds: 9, quick: true, json: true },
    });
  });

  test.each([
    [["--only", "P-1,P-11"], `--only names some of ${goalNames.join(", ")}, not "P-11".`],
    [["--only", ""], `--only names some of ${goalNames.join(", ")}, not "".`],
    [["--rounds", "4"], '--rounds must be a whole number from 5 to 100, not "4".'],
    [["--rounds", "5.5"], '--rounds must be a whole number from 5 to 100, not "5.5".'],
  ])("[Q3] %j cannot be meant", (args, message) => {
    expect(readBenchOptions(args)).toEqual({ kind: "problem", message });
  });

  test("[Q3] an unknown option is a problem, and --help is none", () => {
    expect(readBenchOptions(["--fast"])).toMatchObject({ kind: "problem" });
    expect(readBenchOptions(["--help"])).toEqual({ kind: "help" });
  });
});
