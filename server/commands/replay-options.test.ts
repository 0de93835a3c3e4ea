import { expect, test } from "vitest";
import { StartError } from "#server/start-error.ts";
import { readReplayOptions } from "./replay-options.ts";

test("[R7] a replay's options are read, the time zone also from the environment", () => {
  expect(readReplayOptions(["a.jsonl", "--at", "2026-03-02T12:00:00Z", "--time-zone", "Asia/Tokyo"], {})).toMatchObject(
    {
      file: "a.jsonl",
      until: Date.UTC(2026, 2, 2, 12),
      settings: { timeZone: "Asia/Tokyo", directory: new Map() },
    },
  );
  const read = readReplayOptions(["-"], { RINGSIDE_TIME_ZONE: "Europe/Prague" });
  expect(read).toMatchObject({ file: "-", until: null, settings: { timeZone: "Europe/Prague" } });
});

test.each([
  [[], "Usage:"],
  [["a", "b"], "Usage:"],
  [["a", "--at", "noon"], "--at must be an ISO 8601 time"],
  [["a", "--time-zone", "Mars"], "is not the name of a time zone"],
  [["a", "--directory", "/nonexistent/d.csv"], "The directory cannot be read"],
  [["a", "--color"], "Unknown option '--color'"],
])("[R10] %j is refused in a sentence", (args, sentence) => {
  expect(() => readReplayOptions(args, {})).toThrow(StartError);
  expect(() => readReplayOptions(args, {})).toThrow(sentence);
});
