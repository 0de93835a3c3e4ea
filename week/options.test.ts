import { expect, test } from "vitest";
import { readWeekOptions } from "./options.ts";

test("[R31] the options name the weeks; what cannot be meant is one sentence", () => {
  expect(readWeekOptions(["--seeds", "20", "--from", "37", "--threads", "2"])).toEqual({
    kind: "run",
    options: { seeds: 20, from: 37, threads: 2, traced: false },
  });
  expect(readWeekOptions(["--trace"])).toMatchObject({ options: { seeds: 1000, from: 1, traced: true } });
  expect(readWeekOptions(["--help"])).toEqual({ kind: "help" });
  for (const args of [
    ["--seeds", "0"],
    ["--from", "1.5"],
    ["--threads", "x"],
    ["--speed", "2"],
  ]) {
    expect(readWeekOptions(args).kind).toBe("problem");
  }
});
