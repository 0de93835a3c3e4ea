import { expect, test } from "vitest";
import type { BoardLink } from "#lib/client/board-link.ts";
import { before, blankBoard, liveCall, noon, siteOf } from "#lib/testing/board-records.ts";
import { hear } from "./hear.ts";

/** A Monday. */
const start = Date.parse(noon);

/** Somebody waits since noon; the last message came `seconds` after it. */
function linkAt(seconds: number, site: Parameters<typeof siteOf>[0] = {}): BoardLink {
  return {
    board: { ...blankBoard(noon), calls: [liveCall({ queue: "820", waitingSince: before(0) })] },
    site: siteOf(site),
    since: null,
    lastEventAt: noon,
    phase: "connected",
    openedAt: start,
    lastMessageAt: start + seconds * 1000,
    clockOffset: 0,
  };
}

/** @param heardAt when the last message came, by the second of the look */
function firstSound(site: Parameters<typeof siteOf>[0], heardAt = (second: number) => second) {
  let memory: ReturnType<typeof hear>["memory"] = null;
  for (let second = 0; second <= 100; second += 1) {
    const heard = hear(memory, linkAt(heardAt(second), site), start + second * 1000);
    memory = heard.memory;
    if (heard.sound !== null) return { second, sound: heard.sound };
  }
  return null;
}

const opensAt = (from: string) => [{ day: 1, from, to: "18:00" }];

test("[W60] a wall sounds by the site's limits", () => {
  expect(firstSound({})).toEqual({ second: 60, sound: "watch" });
  const limits = { ...siteOf().limits, watchAfter: 20, alarmAfter: 30 };
  expect(firstSound({ limits })).toEqual({ second: 20, sound: "watch" });
});

test("[W62] a wall is silent outside the site's hours, in the board's time zone", () => {
  expect(firstSound({ hours: opensAt("12:00") })).toEqual({ second: 60, sound: "watch" });
  expect(firstSound({ hours: opensAt("12:05") })).toBeNull();
  expect(firstSound({ hours: [] })).toBeNull();
});

test("[W62] a wall is silent while its figures are old, and at its first look", () => {
  expect(firstSound({}, (second) => (second < 50 || second >= 80 ? second : 40))).toEqual({
    second: 80,
    sound: "watch",
  });
  expect(hear(null, linkAt(90), start + 90_000)).toMatchObject({ sound: null });
  expect(hear(null, { ...linkAt(90), board: null }, start + 90_000)).toEqual({ memory: null, sound: null });
});
