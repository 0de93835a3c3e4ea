import { describe, expect, test } from "vitest";
import { readDuration } from "./duration.ts";

describe("readDuration", () => {
  test.each([
    ["00:06", 6],
    ["0:07", 7],
    ["75:10", 4510],
    ["01:02:07", 3727],
    [" 00:14 ", 14],
    ["00:00", 0],
    ["00:00:06.5000000", 6],
    ["42", 42],
    ["42.0", 42],
    ["42.9", 42],
  ])("[X13] %s is %i s", (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });

  test.each(["", " ", "0:7", "00:60", "1:60:00", "-1:00", "a:bc", "00:06 min", "99999:00", "1:2:3:4"])(
    "[X13] %s is no duration",
    (text) => {
      expect(readDuration(text)).toBeNull();
    },
  );
});
