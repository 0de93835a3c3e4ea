import { expect, test } from "vitest";
import { createSteadyClock } from "./clock.ts";

function read(times: readonly number[]): readonly number[] {
  const left = [...times];
  const clock = createSteadyClock({ now: () => left.shift() ?? 0 });
  return times.map(() => clock.now());
}

test("[J2] the app's clock does not follow a clock that goes back", () => {
  expect(read([5, 9, 3])).toEqual([5, 9, 9]);
});

test("[J2] set back, it goes on a little slower until the other has caught up", () => {
  expect(read([1000, 400, 500, 600])).toEqual([1000, 1000, 1090, 1180]);
  const everyMillisecond = read([1000, ...Array.from({ length: 7001 }, (_, i) => 400 + i)]);
  expect(everyMillisecond[1001]).toBe(1900);
  expect(everyMillisecond.at(-1)).toBe(7400);
});

test("[J2] set back while nothing ran, it goes on from the journal's last time", () => {
  const left = [400, 500, 600, 9_000];
  const clock = createSteadyClock({ now: () => left.shift() ?? 0 });
  clock.goOnFrom(1_000);
  expect([clock.now(), clock.now(), clock.now(), clock.now()]).toEqual([1_000, 1_090, 1_180, 9_000]);
});

test("[J2] set back and then set right again, it is never further on than the furthest that the other was", () => {
  const machine = { wall: 0, passed: 0 };
  const clock = createSteadyClock({ now: () => machine.wall }, () => machine.passed);
  const after = (ms: number, wall: number) => {
    machine.passed += ms;
    machine.wall = wall;
    return clock.now();
  };
  const evening = Date.UTC(2026, 10, 29, 18);
  clock.goOnFrom(evening);
  expect([after(0, 0), after(2_000, 2_000)]).toEqual([evening, evening + 1_800]);
  expect(after(1_000, evening - 60_000)).toBe(evening + 2_700);
  expect(after(70_000, evening + 10_000)).toBe(evening + 65_700);
  expect(after(600_000, evening + 610_000)).toBe(evening + 610_000);
});
