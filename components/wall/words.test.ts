import { expect, test } from "vitest";
import { percentText, timerText, timeText, words } from "./words.ts";

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

test("[W10] the last line says how many queues it stands for, and the worst of them", () => {
  const rest = { queues: 4, waiting: 9, longestWaitSince: "2026-03-02T12:00:00.000Z" };
  expect(words.queues.rest(rest, { figure: "0:48", unit: null })).toBe("+ 4 queues, 9 waiting, longest 0:48");
  expect(words.queues.rest({ ...rest, queues: 1, waiting: 0 }, null)).toBe("+ 1 queue, nobody waiting");
});

test("[W5] no word claims that somebody is free, logged in or away: the feed does not say", () => {
  const said = JSON.stringify(words, (_key, value) => (typeof value === "function" ? String(value) : value));
  expect(said).not.toMatch(/\b(free|available|logged|signed|idle|pause|away)\b(?!":)/i);
});
