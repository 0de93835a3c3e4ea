import { expect, test } from "vitest";
import { createPace } from "./pace.ts";
import { systemTimer, type Timer } from "./timer.ts";

const running = new AbortController().signal;

function timerAt(start: number) {
  const slept: number[] = [];
  let now = start;
  const timer: Timer = {
    now: () => now,
    async sleep(milliseconds) {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
  return { timer, slept, pass: (milliseconds: number) => (now += milliseconds) };
}

test("[S9] simulated time runs as many times faster as asked", async () => {
  const { timer, slept, pass } = timerAt(1_000_000);
  const pace = createPace({ startAt: 50_000, speed: 4, timer });
  await pace.until(50_000, running);
  await pace.until(58_000, running);
  pass(500);
  await pace.until(62_000, running);
  expect(slept).toEqual([2_000, 500]);
});

test("[S9] what is past is due at once, and so is everything once it is stopped", async () => {
  const { timer, slept, pass } = timerAt(0);
  const pace = createPace({ startAt: 0, speed: 1, timer });
  pass(10_000);
  await pace.until(9_999, running);
  await pace.until(20_000, AbortSignal.abort());
  expect(slept).toEqual([]);
});

test("[S9] stopping wakes who waits", async () => {
  const stop = new AbortController();
  const hour = systemTimer.sleep(3_600_000, stop.signal);
  stop.abort();
  await hour;
});
