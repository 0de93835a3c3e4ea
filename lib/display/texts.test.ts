import { expect, test } from "vitest";
import { percentText, timerText, timeText } from "./texts.ts";

test("[W8] a share is told in whole per cent, never rounded up to the target or to all", () => {
  expect([0, 0.29, 0.799, 0.8, 0.996, 1, null].map(percentText)).toEqual([
    "0%",
    "29%",
    "79%",
    "80%",
    "99%",
    "100%",
    "–",
  ]);
});

test("[W17] a timer that has nothing true to show is a dash", () => {
  expect(timerText(null)).toBe("–");
  expect(timerText(67)).toBe("1:07");
  expect(timerText(3725)).toBe("1:02h");
});

test("[W22] times are those of the board's time zone, from 00:00 to 23:59", () => {
  const instant = Date.parse("2026-03-01T23:05:09.000Z");
  expect(timeText(instant, "Europe/Prague", "minute")).toBe("00:05");
  expect(timeText(instant, "America/New_York", "second")).toBe("18:05:09");
});
