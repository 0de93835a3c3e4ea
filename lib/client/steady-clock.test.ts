import { describe, expect, test } from "vitest";
import { createSteadyClock } from "./steady-clock.ts";

/** The two clocks of a browser, moved by hand. */
function twoClocks() {
  let wall = 1_000_000;
  let monotonic = 50;
  const now = createSteadyClock({ wall: () => wall, monotonic: () => monotonic });
  return {
    now,
    pass(ms: number) {
      wall += ms;
      monotonic += ms;
    },
    setWall(by: number) {
      wall += by;
    },
    /** On many machines the monotonic clock stops in the meantime. */
    sleep(ms: number) {
      wall += ms;
    },
  };
}

describe("the clock for ages", () => {
  test("[P5] follows the wall clock", () => {
    const { now, pass } = twoClocks();
    pass(1500);
    expect(now()).toBe(1_001_500);
  });

  test("[P5] a wall clock that is set back makes nothing younger", () => {
    const { now, pass, setWall } = twoClocks();
    pass(1000);
    const before = now();
    setWall(-3_600_000);
    pass(4000);
    expect(now() - before).toBe(4000);
    pass(1000);
    expect(now() - before).toBe(5000);
  });

  test("[P5] sleep makes everything older", () => {
    const { now, pass, sleep } = twoClocks();
    const before = now();
    sleep(3_600_000);
    pass(20);
    expect(now() - before).toBe(3_600_020);
  });

  test("[P5] what the clocks differ by from one reading to the next does not add up", () => {
    const { now, pass, setWall } = twoClocks();
    const before = now();
    for (let reading = 0; reading < 1000; reading += 1) {
      pass(1);
      setWall(reading % 2 === 0 ? 1 : -1);
      now();
    }
    expect(now() - before).toBe(1000);
  });
});
