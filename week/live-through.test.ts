import { expect, test } from "vitest";
import { liveThrough } from "./live-through.ts";
import { simulateWeek, type WeekResult } from "./simulate-week.ts";

test("[R31] every week is lived through once, in whichever thread, and is the same there", async () => {
  const weeks: WeekResult[] = [];
  await liveThrough({ from: 3, count: 12 }, 2, (week) => weeks.push(week));
  const seeds = weeks.map(({ seed }) => seed).sort((a, b) => a - b);
  expect(seeds).toEqual(Array.from({ length: 12 }, (_, index) => index + 3));
  expect(weeks.find(({ seed }) => seed === 7)?.hash).toBe((await simulateWeek(7)).hash);
});
