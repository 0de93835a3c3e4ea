import { expect, test } from "vitest";
import { createCatchUp } from "./catch-up.ts";
import type { Timer } from "./timer.ts";

const running = new AbortController().signal;

function begin(startAt: number, realNow: number) {
  let now = realNow;
  let caughtUp = 0;
  const timer: Timer = {
    now: () => now,
    async sleep(milliseconds) {
      now += milliseconds;
    },
  };
  const catchUp = createCatchUp({ startAt, timer, caughtUp: () => (caughtUp += 1) });
  return { ...catchUp, caughtUp: () => caughtUp, pass: (milliseconds: number) => (now += milliseconds) };
}

test("[S10] while it catches up the clock stands where the delivery that is due stands", async () => {
  const { clock, pace, caughtUp } = begin(1_000, 10_000);
  expect(clock.now()).toBe(1_000);
  await pace.until(4_000, running);
  expect(clock.now()).toBe(4_000);
  await pace.until(10_000, running);
  expect(clock.now()).toBe(10_000);
  expect(caughtUp()).toBe(0);
});

test("[S10] it has caught up when the next delivery is due in the future, and is the real time then", async () => {
  const { clock, pace, caughtUp, pass } = begin(1_000, 10_000);
  await pace.until(4_000, running);
  await pace.until(12_500, running);
  expect(clock.now()).toBe(12_500);
  pass(700);
  expect(clock.now()).toBe(13_200);
  await pace.until(13_000, running);
  expect(clock.now()).toBe(13_200);
  expect(caughtUp()).toBe(1);
});

test("[S10] the clock never goes back", async () => {
  const { clock, pace } = begin(1_000, 10_000);
  await pace.until(5_000, running);
  await pace.until(3_000, running);
  expect(clock.now()).toBe(5_000);
});
