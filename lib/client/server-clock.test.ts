import { expect, test } from "vitest";
import { addClockSample, type ClockSamples, correctOffset } from "./server-clock.ts";

function offsetAfter(samples: readonly number[], offset = 0): number {
  const kept = samples.reduce<ClockSamples>(addClockSample, []);
  return correctOffset(offset, kept);
}

test("[P11] without a heartbeat the browser's own clock has to do", () => {
  expect(offsetAfter([])).toBe(0);
});

test("[P11] the heartbeat that was fastest says best how far the clocks are apart", () => {
  expect(offsetAfter([3_600_000 - 900, 3_600_000 - 12, 3_600_000 - 450])).toBe(3_600_000 - 12);
});

test("[P11] differences nobody sees move no timer", () => {
  expect(offsetAfter([40, 99, -60], 0)).toBe(0);
  expect(offsetAfter([140, 199, 101], 200)).toBe(200);
  expect(offsetAfter([100], 0)).toBe(0);
  expect(offsetAfter([101], 0)).toBe(101);
});

test("[P11] a clock that is set is believed after five heartbeats", () => {
  expect(offsetAfter([0, -60_000, -60_000, -60_000, -60_000], 0)).toBe(0);
  expect(offsetAfter([0, -60_000, -60_000, -60_000, -60_000, -60_000], 0)).toBe(-60_000);
  expect(offsetAfter([0, 60_000], 0)).toBe(60_000);
});
