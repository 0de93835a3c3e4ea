import { expect, test } from "vitest";
import { createArrivals } from "./arrivals.ts";

test("[Q6] a run is over when the last event has arrived, alone or with others", async () => {
  const arrivals = createArrivals();
  arrivals.note(4);
  await arrivals.reach(3);
  const reached = arrivals.reach(6);
  let isReached = false;
  const noted = reached.then(() => {
    isReached = true;
  });
  arrivals.note(5);
  await Promise.resolve();
  expect(isReached).toBe(false);
  arrivals.note(7);
  await noted;
  expect(arrivals.list.map(({ rev }) => rev)).toEqual([4, 5, 7]);
});
