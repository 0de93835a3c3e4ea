import fc from "fast-check";
import { expect, test } from "vitest";
import { addReading, bestReading, type ClockReading, readClock } from "./clock-readings.ts";

const way = fc.double({ min: 0, max: 400, noNaN: true });

test("[P15] whichever way took how long, the clock is as far off as the reading allows, and no farther", () => {
  const exchange = fc.record({ ahead: fc.double({ min: -1e9, max: 1e9, noNaN: true }), there: way, back: way });
  fc.assert(
    fc.property(exchange, ({ ahead, there, back }) => {
      const asked = 5000;
      const told = Math.floor(asked + there + ahead);
      const { offset, uncertainty } = readClock(asked, told, asked + there + back);
      expect(Math.abs(offset - ahead)).toBeLessThanOrEqual(uncertainty + 1e-3);
      expect(uncertainty).toBeCloseTo((there + back + 1) / 2);
    }),
  );
});

test("[P15] a reading does away with those that it contradicts, and the last eight stay", () => {
  const reading = (at: number, offset: number): ClockReading => ({ at, uncertainty: 2, offset });
  const before = [reading(0, 100), reading(1000, 103)];
  expect(addReading(before, reading(2000, 103.5))).toHaveLength(3);
  expect(addReading(before, reading(2000, 105))).toEqual([reading(1000, 103), reading(2000, 105)]);
  expect(addReading(before, reading(2000, 600))).toEqual([reading(2000, 600)]);
  expect(addReading(before, reading(60_000, 108))).toHaveLength(3);
  const many = Array.from({ length: 8 }, (_, index) => reading(index, 0));
  expect(addReading(many, reading(8, 0))).toEqual([...many.slice(1), reading(8, 0)]);
});

test("[P15] the reading that is known best counts, and what it may have drifted since does too", () => {
  const reading = (at: number, uncertainty: number): ClockReading => ({ at, uncertainty, offset: at });
  expect(bestReading([], 0)).toBeNull();
  expect(bestReading([reading(0, 5), reading(1000, 3), reading(2000, 9)], 2000)).toMatchObject({ offset: 1000 });
  expect(bestReading([reading(0, 3), reading(60_000, 4)], 60_000)).toMatchObject({ offset: 60_000, uncertainty: 4 });
  expect(bestReading([reading(0, 3)], 60_000)?.uncertainty).toBeCloseTo(9);
});
