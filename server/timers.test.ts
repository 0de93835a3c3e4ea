import { expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { every } from "./timers.ts";

test("[P11] something done at every interval keeps to it until it is stopped", () => {
  const time = createVirtualTime(0);
  const runs: number[] = [];
  const stop = every({ ms: 2000, run: () => runs.push(time.now()), after: time.after });
  time.pass(6500);
  stop();
  time.pass(6500);
  expect(runs).toEqual([2000, 4000, 6000]);
  expect(time.waiting()).toBe(0);
});
