import fc from "fast-check";
import { expect, test } from "vitest";
import { age, secondsBetween, silence, timer } from "./duration.ts";

test("[W17] a timer counts minutes and seconds, then hours and minutes", () => {
  expect(timer(0)).toEqual({ figure: "0:00", unit: null });
  expect(timer(7)).toEqual({ figure: "0:07", unit: null });
  expect(timer(277)).toEqual({ figure: "4:37", unit: null });
  expect(timer(3599)).toEqual({ figure: "59:59", unit: null });
  expect(timer(3600)).toEqual({ figure: "1:00", unit: "h" });
  expect(timer(3600 + 2 * 60 + 59)).toEqual({ figure: "1:02", unit: "h" });
});

test("[W17] what cannot be a wait is no timer", () => {
  for (const seconds of [null, -1, 24 * 3600 + 1, Number.NaN]) expect(timer(seconds)).toBeNull();
});

test("[W17] a timer says what time it was: any second can be read back to the minute", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 24 * 3600 }), (seconds) => {
      const span = timer(seconds);
      const [left = Number.NaN, right = Number.NaN] = (span?.figure ?? "").split(":").map(Number);
      const read = span?.unit === "h" ? left * 3600 + right * 60 : left * 60 + right;
      expect(seconds - read).toBeGreaterThanOrEqual(0);
      expect(seconds - read).toBeLessThan(span?.unit === "h" ? 60 : 1);
    }),
  );
});

test("[W17] an age is told in the coarsest unit that is still useful, and may be days", () => {
  expect(age(59)).toEqual({ figure: "<1", unit: "min" });
  expect(age(60)).toEqual({ figure: "1", unit: "min" });
  expect(age(52 * 60)).toEqual({ figure: "52", unit: "min" });
  expect(age(119 * 60)).toEqual({ figure: "119", unit: "min" });
  expect(age(2 * 3600)).toEqual({ figure: "2", unit: "h" });
  expect(age(26 * 3600)).toEqual({ figure: "26", unit: "h" });
  expect(age(48 * 3600)).toEqual({ figure: "2", unit: "d" });
  expect(age(-5)).toEqual({ figure: "<1", unit: "min" });
});

test("[W22] silence is told to the second at first, and ever more coarsely", () => {
  expect(silence(22)).toEqual([{ figure: 22, unit: "s" }]);
  expect(silence(130)).toEqual([
    { figure: 2, unit: "min" },
    { figure: 10, unit: "s" },
  ]);
  expect(silence(14 * 60 + 30)).toEqual([{ figure: 14, unit: "min" }]);
  expect(silence(3 * 3600)).toEqual([{ figure: 3, unit: "h" }]);
});

test("[W17] a record a moment newer than the clock that shows it is new, not from the future", () => {
  const instant = "2026-03-02T09:00:00.000Z";
  const at = Date.parse(instant);
  expect(secondsBetween(instant, at + 7999)).toBe(7);
  expect(secondsBetween(instant, at - 1500)).toBe(0);
  expect(secondsBetween(instant, at - 5000)).toBe(-5);
  expect(secondsBetween(instant, null)).toBeNull();
  expect(secondsBetween(null, at)).toBeNull();
  expect(secondsBetween("rubbish", at)).toBeNull();
});

const now = Date.parse("2026-03-02T09:00:00.000Z");
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();

test.each([
  ["just now", ago(0), "0:00"],
  ["not quite two seconds ago", ago(1.999), "0:01"],
  ["a day ago", ago(86_400), "24:00"],
  ["more than a day ago", ago(86_401), null],
  ["since the last tick", ago(-0.9), "0:00"],
  ["ahead of the server's clock by what clocks differ", ago(-2), "0:00"],
  ["ahead by more", ago(-2.1), null],
  ["never", null, null],
  ["at no time", "yesterday", null],
])("[P11] a timer for what began %s", (_, instant, figure) => {
  expect(timer(secondsBetween(instant, now))?.figure ?? null).toBe(figure);
});
