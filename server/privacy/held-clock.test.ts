import fc from "fast-check";
import { expect, test } from "vitest";
import { type HeldClock, isTrusted, lookedAgain } from "./held-clock.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const start = Date.parse("2026-03-02T09:00:00.000Z");

/** A server's looks every ten minutes of what truly goes by, on a clock that is wrong by `wrong(passed)`. */
function after(span: number, wrong: (passed: number) => number, before: HeldClock | null = null, from = start) {
  let held = lookedAgain(before, { now: from + wrong(0), passed: 0, isFirst: true });
  for (let passed = 10 * MINUTE; passed <= span; passed += 10 * MINUTE)
    held = lookedAgain(held, { now: from + passed + wrong(passed), passed: 10 * MINUTE, isFirst: false });
  return held;
}

test("[E804] a clock that was far ahead for less than a day, at a start or in between, is never trusted there", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 15, max: 4_000 }),
      fc.integer({ min: 0, max: 143 }),
      fc.integer({ min: 1, max: 143 }),
      (days, begins, lasts) => {
        const [from, until] = [begins * 10 * MINUTE, (begins + lasts) * 10 * MINUTE];
        const wrong = (passed: number) => (passed >= from && passed < until ? days * DAY : 0);
        const before = after(2 * DAY, () => 0);
        for (let span = from; span < until; span += 10 * MINUTE)
          expect(isTrusted(after(span, wrong, before, start + 2 * DAY))).toBe(false);
        expect(after(until, wrong, before, start + 2 * DAY)).toMatchObject({ held: 0, wasSet: true });
        expect(isTrusted(after(until + DAY, wrong, before, start + 2 * DAY))).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

test("[E804] it is trusted after a day of going by; a night, a weekend or a fortnight off changes nothing, a month off asks for a day", () => {
  expect(isTrusted(after(DAY - 10 * MINUTE, () => 0))).toBe(false);
  const held = after(DAY, () => 0);
  expect(isTrusted(held)).toBe(true);
  expect(isTrusted(after(0, () => 0, held, start + 4 * DAY))).toBe(true);
  expect(isTrusted(after(0, () => 0, held, start + 15 * DAY))).toBe(true);
  const month = after(0, () => 0, held, start + 31 * DAY);
  expect([isTrusted(month), month.wasSet]).toEqual([false, true]);
  expect(isTrusted(after(DAY, () => 0, month, start + 31 * DAY))).toBe(true);
});

test("[E804] a machine that is on for ten hours a day comes to be trusted, and two servers make no day of half of one", () => {
  let held: HeldClock | null = null;
  for (let day = 0; day < 3; day += 1) held = after(10 * 60 * MINUTE, () => 0, held, start + day * DAY);
  expect(held !== null && isTrusted(held)).toBe(true);
  let shared = lookedAgain(null, { now: start, passed: 0, isFirst: true });
  for (let at = 5 * MINUTE; at <= DAY / 2; at += 5 * MINUTE)
    shared = lookedAgain(shared, { now: start + at, passed: 10 * MINUTE, isFirst: false });
  expect(shared.held).toBe(DAY / 2);
});

test("[E804] one that is on for ten hours between pauses of a week comes to be trusted; a jump while it runs is seen from three days on", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 4, max: 4_000 }), (off, ahead) => {
      let held: HeldClock | null = null;
      for (let day = 0; day < 3 * off; day += off) held = after(10 * 60 * MINUTE, () => 0, held, start + day * DAY);
      expect(held !== null && isTrusted(held)).toBe(true);
      const wrong = (passed: number) => (passed > 0 ? ahead * DAY : 0);
      const jumped = after(10 * MINUTE, wrong, held, start + 3 * off * DAY);
      expect(jumped).toMatchObject({ held: 0, wasSet: true });
    }),
    { numRuns: 20 },
  );
});
