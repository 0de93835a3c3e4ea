import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDate } from "./calendar.ts";
import { formulaNames } from "./formulas.ts";
import { busyHalfHours, busyHours, halfHourText, timeScope } from "./half-hours.ts";
import { dateAt, datesOf, readChoice, spans, writeChoice } from "./report-choice.ts";
import { rangeText, shortDateText, totalText } from "./texts.ts";

const today = "2026-03-01";
const read = (query: string) => readChoice(new URLSearchParams(query), today);

describe("[G7] what a report's address asks for", () => {
  test.each([
    ["", "2026-03-01", "2026-03-01"],
    ["range=yesterday", "2026-02-28", "2026-02-28"],
    ["range=7", "2026-02-23", "2026-03-01"],
    ["range=30", "2026-01-31", "2026-03-01"],
    ["from=2026-01-05&to=2026-01-09", "2026-01-05", "2026-01-09"],
    ["from=2026-01-09&to=2026-01-05", "2026-01-05", "2026-01-09"],
    ["from=2026-01-05", "2026-01-05", "2026-01-05"],
    ["from=2026-02-31", "2026-03-01", "2026-03-01"],
    ["range=teapot", "2026-03-01", "2026-03-01"],
  ])("[G7] %s is %s to %s", (query, from, to) => {
    expect(read(query)).toMatchObject({ from, to });
  });

  test("[G7] what is written is read as the same", () => {
    const number = fc.option(fc.constantFrom("820", "sales & co", "+1"));
    const choice = fc.record({
      span: fc.constantFrom(...spans),
      queue: number,
      agent: number,
      formula: fc.constantFrom(...formulaNames),
      by: fc.constantFrom("half-hours" as const, "days" as const),
      order: fc.constantFrom("number" as const, "name" as const),
    });
    fc.assert(
      fc.property(choice, (chosen) => {
        const queue = chosen.agent === null ? chosen.queue : null;
        const whole = { ...chosen, ...datesOf(chosen.span, today), queue };
        expect(readChoice(writeChoice(whole), today)).toEqual(whole);
      }),
    );
  });

  test("[G7] today is the board's, whatever the browser's zone", () => {
    const instant = fc.integer({ min: 0, max: Date.parse("2030-01-01") });
    fc.assert(
      fc.property(instant, fc.constantFrom("Asia/Kathmandu", "America/St_Johns", "UTC"), (at, zone) => {
        expect(dateAt(at, zone)).toBe(localDate(at, zone));
      }),
    );
  });
});

describe("[G8] a report's words", () => {
  test("[G8] dates, half hours, and sums of more than a day", () => {
    expect(rangeText(today, today)).toBe("Sun, 1 Mar 2026");
    expect(rangeText("2026-02-23", today)).toBe("Mon, 23 Feb 2026 – Sun, 1 Mar 2026");
    expect(shortDateText(today)).toBe("Sun 1 Mar");
    expect([0, 59_999, 3_599_000, 3_600_000, 133_500_000].map(totalText)).toEqual([
      "0:00",
      "0:59",
      "59:59",
      "1:00 h",
      "37:05 h",
    ]);
    expect([0, 19, 48].map(halfHourText)).toEqual(["00:00", "09:30", "24:00"]);
    expect(timeScope(18, 20)).toBe("09:00-10:00");
  });

  test("[G8] only hours with something in them are drawn, office hours where there is nothing", () => {
    const rows = Array.from({ length: 48 }, (_, half) => (half === 15 || half === 40 ? 1 : 0));
    expect(busyHalfHours(rows, (row) => row > 0)).toEqual({ from: 15, to: 41 });
    expect(busyHalfHours([], () => true)).toEqual({ from: 16, to: 36 });
    expect(busyHours([Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 2 : 0))])).toEqual({ from: 9, to: 10 });
    expect(busyHours([])).toEqual({ from: 8, to: 18 });
  });
});
