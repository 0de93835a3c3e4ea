import { expect, test } from "vitest";
import { fitToday, todayRoom } from "./today-fit.ts";

const day = ["Today", "214 in", "196 answered", "11 missed", "4 left in menu", "38 out", "SL target 80%"];

test("[W20] an ordinary day fits, on a television and on a portrait screen", () => {
  for (const picture of [
    { width: 1920, height: 1080 },
    { width: 1024, height: 768 },
    { width: 1080, height: 1920 },
  ]) {
    expect(fitToday(day, todayRoom(picture, "standard"), "standard")).toBe(day.length);
  }
});

test("[W20] where there is no room the last texts go first", () => {
  const long = [
    "Today as of 14:31",
    "12140 in",
    "11960 answered",
    "1110 missed",
    "421 left in menu",
    "3812 out",
    "17 unknown",
  ];
  expect(fitToday(long, todayRoom({ width: 1920, height: 1080 }, "standard"), "standard")).toBe(5);
  expect(fitToday(long, 10, "standard")).toBe(0);
});
