import { expect, test } from "vitest";
import { readReplayOptions } from "./replay-options.ts";

test("[R7] a replay's options are read", () => {
  const args = ["a.jsonl", "--at", "2026-03-02T12:00:00Z", "--time-zone", "Asia/Tokyo", "--directory", "numbers.csv"];
  expect(readReplayOptions(args)).toEqual({
    kind: "run",
    options: {
      file: "a.jsonl",
      until: Date.UTC(2026, 2, 2, 12),
      timeZone: "Asia/Tokyo",
      directory: "numbers.csv",
    },
  });
  expect(readReplayOptions(["-"])).toEqual({
    kind: "run",
    options: { file: "-", until: null, timeZone: null, directory: null },
  });
});

test.each([
  [[], "Which capture is meant: a FILE is missing, or - for stdin."],
  [["a", "b"], "Unexpected argument 'b'."],
  [["a", "--at", "noon"], '--at must be an ISO 8601 time, such as 2026-03-02T09:00:00Z, not "noon".'],
  [["a", "--at", "5"], '--at must be an ISO 8601 time, such as 2026-03-02T09:00:00Z, not "5".'],
  [["a", "--time-zone", "Mars"], '--time-zone must be the name of a time zone, such as Europe/Prague, not "Mars".'],
  [["a", "--color"], "Unknown option '--color'."],
])("[R10] %j cannot be meant, and a sentence says so", (args, message) => {
  expect(readReplayOptions(args)).toEqual({ kind: "problem", message });
});
