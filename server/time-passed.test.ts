import { beforeEach, expect, test } from "vitest";
import { createTimePassed } from "./time-passed.ts";

const noon = Date.UTC(2027, 2, 8, 12);
const hour = 3_600_000;

let awake: number;
let asleep: number;
let set: number;
let asked: number;
let passed: () => number;

beforeEach(() => {
  awake = 5_000;
  asleep = 40_000;
  set = 0;
  asked = 0;
  const read = createTimePassed({
    elapsed: () => awake,
    local: { now: () => noon + awake + asleep + set },
    sinceBoot() {
      asked += 1;
      // The system tells it in hundredths of a second.
      return Math.floor((awake + asleep) / 10) * 10;
    },
  });
  const begun = read();
  asked = 0;
  passed = () => read() - begun;
});

test("[J50] what passes is what passes", () => {
  awake += 1_234;
  expect(passed()).toBe(1_234);
  expect(asked).toBe(0);
});

test.each([-30 * 24 * hour, -2_000, 2_000, hour])("[J50] a clock that is set by %i ms makes nothing pass", (ms) => {
  set += ms;
  awake += 100;
  expect(passed()).toBe(100);
  awake += 100;
  expect(passed()).toBe(200);
  expect(asked).toBe(1);
});

test("[J50] a sleep passes, also where the clock was set meanwhile, and each once", () => {
  asleep += hour;
  awake += 100;
  expect(passed()).toBe(hour + 100);
  awake += 100;
  expect(passed()).toBe(hour + 200);
  asleep += 2_000;
  set -= 3 * hour;
  expect(passed()).toBe(hour + 2_200);
  set += 3 * hour;
  expect(passed()).toBe(hour + 2_200);
});

test("[J50] where the system tells it no finer than it can, nothing goes back", () => {
  let before = passed();
  for (let step = 0; step < 200; step += 1) {
    awake += 7;
    set = step % 2 === 0 ? 5_000 : 0;
    const now = passed();
    expect(now).toBe(before + 7);
    before = now;
  }
});
