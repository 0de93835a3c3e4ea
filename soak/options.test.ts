import { expect, test } from "vitest";
import { readSoakOptions } from "./options.ts";

test("[T43] usually eight hours at twenty times the real rate, by the machine's clock, in days of five minutes", () => {
  expect(readSoakOptions([])).toEqual({ kind: "run", options: { hours: 8, times: 20, clock: 1, day: 5, leak: null } });
  expect(readSoakOptions(["--hours", "0.5", "--rate", "40", "--clock", "8", "--day", "2", "--leak", "page"])).toEqual({
    kind: "run",
    options: { hours: 0.5, times: 40, clock: 8, day: 2, leak: "page" },
  });
});

test.each([
  { args: ["--hours", "0"], message: '--hours must be a number from 0.01 to 10000, not "0".' },
  { args: ["--rate", "fast"], message: '--rate must be a number from 0.1 to 100, not "fast".' },
  { args: ["--clock", "0.5"], message: '--clock must be a number from 1 to 60, not "0.5".' },
  { args: ["--leak", "wall"], message: '--leak is page or server, not "wall".' },
])("[T43] $args cannot be meant", ({ args, message }) => {
  expect(readSoakOptions(args)).toEqual({ kind: "problem", message });
});
