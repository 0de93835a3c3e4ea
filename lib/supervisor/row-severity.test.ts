import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpenAt, type OfficeHours } from "#lib/board/office-hours.ts";
import { missedCaller } from "#lib/testing/board-records.ts";
import { lineHours } from "./line-hours.ts";
import { afterOpenTime } from "./open-time.ts";
import { lostInClosedHours, rowDeadlines, rowSeverity } from "./row-severity.ts";

const zone = "Europe/Prague";
const weekdays: OfficeHours = [1, 2, 3, 4, 5].flatMap((day) => [
  { day, from: "08:00", to: "12:00" },
  { day, from: "13:00", to: "17:00" },
]);
const at = (text: string) => Date.parse(text);
const minutes = (count: number) => count * 60_000;
const lost = (firstAt: string, fields = {}) => missedCaller({ firstAt, lastAt: firstAt, ...fields });

test("[O25] without office hours a row is watched after 15 min, critical after 60, standing half an hour later", () => {
  const deadlines = rowDeadlines(lost("2026-03-02T09:00:00.000Z"), null, zone);
  const after = (count: number) => rowSeverity(deadlines, at("2026-03-02T09:00:00.000Z") + minutes(count));
  expect([14.9, 15, 59.9, 60, 89.9, 90].map(after)).toEqual([
    "normal",
    "watch",
    "watch",
    "critical",
    "critical",
    "standing",
  ]);
  expect(rowSeverity(deadlines, null)).toBe("normal");
});

test("[O25] only open time counts: who was lost at night is due after the opening, who was lost at noon after lunch", () => {
  // Friday 20:00 in Prague; the line opens on Monday at 08:00.
  const night = rowDeadlines(lost("2026-03-06T19:00:00.000Z"), weekdays, zone);
  expect(night.watch).toBe(at("2026-03-09T07:15:00.000Z"));
  expect(night.critical).toBe(at("2026-03-09T08:00:00.000Z"));
  const noon = rowDeadlines(lost("2026-03-02T10:50:00.000Z"), weekdays, zone);
  expect(noon.watch).toBe(at("2026-03-02T12:05:00.000Z"));
  expect(noon.critical).toBe(at("2026-03-02T12:50:00.000Z"));
});

test("[O25] the clocks' change costs nobody an hour: 08:00 is 08:00", () => {
  const sunday = rowDeadlines(lost("2026-03-28T20:00:00.000Z"), [{ day: 1, from: "08:00", to: "24:00" }], zone);
  expect(sunday.watch).toBe(at("2026-03-30T06:15:00.000Z"));
});

test("[O25] who cannot be called is never late, nor what is done, nor where nobody ever opens", () => {
  const never = { watch: Number.POSITIVE_INFINITY, critical: Number.POSITIVE_INFINITY };
  expect(rowDeadlines(lost("2026-03-02T09:00:00.000Z", { caller: "" }), null, zone)).toEqual(never);
  expect(rowDeadlines(lost("2026-03-02T09:00:00.000Z", { status: "resolved" }), null, zone)).toEqual(never);
  expect(rowDeadlines(lost("2026-03-02T09:00:00.000Z"), [], zone)).toEqual(never);
});

test("[O25] as much open time lies before a deadline as it asks for, to the minute", () => {
  const start = at("2026-03-02T00:00:00.000Z");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7 * 1440 }), fc.integer({ min: 1, max: 90 }), (offset, wanted) => {
      const from = start + minutes(offset);
      const deadline = afterOpenTime(weekdays, from, minutes(wanted), zone);
      let open = 0;
      for (let now = from; now < deadline; now += minutes(1)) if (isOpenAt(weekdays, now, zone)) open += 1;
      expect(open).toBe(wanted);
    }),
    { numRuns: 20 },
  );
});

test("[O26] a caller is lost in closed hours by the hours of their line, at their last call", () => {
  expect(lostInClosedHours(lost("2026-03-06T19:00:00.000Z"), weekdays, zone)).toBe(true);
  expect(lostInClosedHours(lost("2026-03-06T09:00:00.000Z"), weekdays, zone)).toBe(false);
  expect(lostInClosedHours(lost("2026-03-06T19:00:00.000Z"), null, zone)).toBe(false);
});

test("[O25] who was lost before any queue was reached is late by the hours of all queues together", () => {
  const evening = [{ day: 1, from: "16:00", to: "20:00" }];
  const both = new Map([
    ["820", weekdays],
    ["821", evening],
  ]);
  expect(lineHours("821", both, null)).toEqual(evening);
  expect(lineHours("999", both, null)).toBeNull();
  const union = lineHours(null, both, null);
  const open = (time: string) => union !== null && isOpenAt(union, at(`2026-03-02T${time}:00+01:00`), zone);
  expect(["07:59", "08:00", "12:30", "19:59", "20:00"].map(open)).toEqual([false, true, false, true, false]);
  // The two overlap from 16:00 to 17:00, and an hour is an hour.
  const late = afterOpenTime(union, at("2026-03-02T15:30:00Z"), minutes(60), zone);
  expect(late).toBe(at("2026-03-02T16:30:00Z"));
  expect(lineHours(null, new Map([...both, ["822", null]]), null)).toBeNull();
  expect(lineHours(null, new Map(), null)).toBeNull();
});

test("[U9] a line without hours of its own has those of the site", () => {
  const evening = [{ day: 1, from: "16:00", to: "20:00" }];
  const own = new Map([
    ["820", weekdays],
    ["821", null],
  ]);
  expect(lineHours("821", own, evening)).toEqual(evening);
  expect(lineHours("820", own, evening)).toEqual(weekdays);
  expect(lineHours("999", own, evening)).toEqual(evening);
  expect(lineHours(null, own, evening)).toEqual([...weekdays, ...evening]);
  expect(lineHours(null, new Map(), evening)).toEqual(evening);
});
