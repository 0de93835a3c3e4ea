import { describe, expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createFrames } from "./frames.ts";

function framesOf(length: () => number) {
  const time = createVirtualTime(0);
  const runs: number[] = [];
  const frames = createFrames({ run: () => runs.push(time.now()), length, after: time.after });
  return { time, runs, frames };
}

describe("work that is done once a frame", () => {
  test("[P8] the first at once, then one at the end of each frame in which it was asked for", () => {
    const { time, runs, frames } = framesOf(() => 20);
    frames.request();
    expect(runs).toEqual([0]);
    for (let ms = 0; ms < 50; ms += 1) {
      frames.request();
      time.pass(1);
    }
    time.pass(1000);
    expect(runs).toEqual([0, 20, 40, 60]);
  });

  test("[P8] after a frame in which nothing was asked for, at once again", () => {
    const { time, runs, frames } = framesOf(() => 20);
    frames.request();
    time.pass(25);
    expect(time.waiting()).toBe(0);
    frames.request();
    expect(runs).toEqual([0, 25]);
  });

  test("[P8] each frame is as long as it is told when it begins", () => {
    let length = 20;
    const { time, runs, frames } = framesOf(() => length);
    frames.request();
    frames.request();
    length = 50;
    time.pass(20);
    frames.request();
    time.pass(49);
    expect(runs).toEqual([0, 20]);
    time.pass(1);
    expect(runs).toEqual([0, 20, 70]);
  });

  test("[P8] work that fails does not stop what follows", () => {
    const time = createVirtualTime(0);
    let runs = 0;
    const frames = createFrames({
      run() {
        runs += 1;
        if (runs === 1) throw new Error("the first");
      },
      length: () => 20,
      after: time.after,
    });
    expect(() => frames.request()).toThrow("the first");
    frames.request();
    time.pass(20);
    expect(runs).toBe(2);
  });

  test("[P12] once stopped it does nothing more", () => {
    const { time, runs, frames } = framesOf(() => 20);
    frames.request();
    frames.request();
    frames.stop();
    frames.request();
    time.pass(100);
    expect(runs).toEqual([0]);
  });
});
