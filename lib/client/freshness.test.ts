import { describe, expect, test } from "vitest";
import { blankBoard } from "#lib/testing/board-records.ts";
import { freshnessOf, nextFreshnessLimit } from "./freshness.ts";

const board = blankBoard("2026-03-02T09:00:00.000Z");

/** The server is ten seconds ahead of this browser, and last proved the board current at 1,000,000 by this clock. */
const link = { board, lastMessageAt: 1_000_000, openedAt: 900_000, clockOffset: 10_000 };
const at = (seconds: number) => 1_010_000 + seconds * 1000;

describe("freshness", () => {
  test.each([
    [0, "live", 0],
    [4.999, "live", 4],
    [5, "delayed", 5],
    [14.999, "delayed", 14],
    [15, "stale", 15],
    [59.999, "stale", 59],
    [60, "lost", 60],
    [599.999, "lost", 599],
    [600, "down", 600],
    [86_400, "down", 86_400],
  ])("[P5] %d s after the last message: %s", (seconds, kind, ageSeconds) => {
    expect(freshnessOf(link, at(seconds))).toEqual({ kind, ageSeconds });
  });

  test("[P5] a message that came since the last tick is no older than now", () => {
    expect(freshnessOf(link, at(-0.8))).toEqual({ kind: "live", ageSeconds: 0 });
  });

  test("[P5] before the first snapshot only the page has an age, and no figure has any", () => {
    const waiting = { ...link, board: null, lastMessageAt: null };
    expect(freshnessOf(waiting, 910_000 + 3500)).toEqual({ kind: "before-first", ageSeconds: 3 });
    expect(freshnessOf({ ...waiting, openedAt: null }, 0)).toEqual({ kind: "before-first", ageSeconds: 0 });
    expect(nextFreshnessLimit(waiting, 920_000)).toBeNull();
  });

  test("[P5] the next limit is the instant at which the name changes", () => {
    let now = at(0);
    const names: string[] = [];
    for (let limit = nextFreshnessLimit(link, now); limit !== null; limit = nextFreshnessLimit(link, now)) {
      const before = freshnessOf(link, limit - 1).kind;
      now = limit;
      names.push(`${before} → ${freshnessOf(link, now).kind} at ${(now - at(0)) / 1000}`);
    }
    expect(names).toEqual(["live → delayed at 5", "delayed → stale at 15", "stale → lost at 60", "lost → down at 600"]);
  });
});
