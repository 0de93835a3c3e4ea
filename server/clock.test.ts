import { expect, test } from "vitest";
import { createSteadyClock } from "./clock.ts";

test("[J2] the app's clock does not follow a clock that goes back", () => {
  const times = [5, 9, 3, 8, 10];
  const clock = createSteadyClock({ now: () => times.shift() ?? 0 });
  expect([1, 2, 3, 4, 5].map(() => clock.now())).toEqual([5, 9, 9, 9, 10]);
});
