import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf } from "#lib/board/day.ts";
import { addDays, createCalendar, datesBetween, localDate } from "./calendar.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Pacific/Chatham",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "America/Havana",
  "Africa/Cairo",
];

const instant = fc.integer({ min: Date.parse("2025-01-01T00:00:00Z"), max: Date.parse("2027-01-01T00:00:00Z") });

/** The wall clock as the browser's own tables tell it. */
function wallClock(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return {
    date: `${part("year")}-${part("month")}-${part("day")}`,
    half: Number(part("hour")) * 2 + (Number(part("minute")) >= 30 ? 1 : 0),
    weekday: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday")),
  };
}

describe("[G5] the calendar of a report", () => {
  test("[G5] every instant falls where the wall clock of its zone has it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, fc.nat(30), fc.nat(30), (zone, at, before, after) => {
        const today = localDate(at, zone);
        const calendar = createCalendar(addDays(today, -before), addDays(today, after), zone);
        const place = calendar.placeOf(at);
        expect(place === null ? null : { ...place, date: calendar.dates[place.day] }).toEqual({
          ...wallClock(at, zone),
          day: before,
        });
      }),
      { numRuns: 1000 },
    );
  });

  test("[G5] its day is the board's day", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
        const date = localDate(at, zone);
        const { from, to } = createCalendar(date, date, zone);
        expect({ start: from, end: to }).toEqual(dayOf(at, zone));
      }),
    );
  });

  test.each([
    ["2026-03-29", 23, "a night in which clocks go forward"],
    ["2026-10-25", 25, "a night in which clocks go back"],
    ["2026-06-01", 24, "any other"],
  ])("[G5] %s in Berlin has %i hours: %s", (date, hours) => {
    const { from, to, placeOf } = createCalendar(date, date, "Europe/Berlin");
    expect((to - from) / 3_600_000).toBe(hours);
    const halves = Array.from({ length: hours * 2 }, (_, i) => placeOf(from + i * 1_800_000)?.half ?? -1);
    expect(halves[0]).toBe(0);
    expect(halves.at(-1)).toBe(47);
    expect(new Set(halves).size).toBe(Math.min(48, hours * 2));
  });

  test("[G5] half hours are the wall's where a zone is 45 minutes off", () => {
    const { placeOf, from } = createCalendar("2026-06-01", "2026-06-01", "Asia/Kathmandu");
    expect(new Date(from).toISOString()).toBe("2026-05-31T18:15:00.000Z");
    expect(placeOf(Date.parse("2026-06-01T03:29:59Z"))?.half).toBe(18);
    expect(placeOf(Date.parse("2026-06-01T03:45:00Z"))?.half).toBe(19);
  });

  test("[G5] nothing outside the range has a place, and dates are counted with both ends", () => {
    const { from, to, placeOf } = createCalendar("2026-06-01", "2026-06-03", "Europe/Berlin");
    expect(placeOf(from - 1)).toBeNull();
    expect(placeOf(to)).toBeNull();
    expect(placeOf(from)).toEqual({ day: 0, half: 0, weekday: 0 });
    expect(datesBetween("2026-06-01", "2026-06-03")).toBe(3);
  });
});
