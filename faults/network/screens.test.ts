import { expect, test } from "vitest";
import { screensFault, screensRound } from "./screens.ts";

/** How soon, the goal's own run judges: here the machine may be busy. */
const whenever = { limitOf: () => Number.POSITIVE_INFINITY };

test("[F51] screens behind networks that fail show the server's board in the end, and none that it did not have", async () => {
  const rounds = await Promise.all([1, 2, 4, 5, 6, 7].map((seed) => screensRound(seed, whenever)));
  expect(rounds.flatMap(({ broken }) => broken)).toEqual([]);
  for (const { counts } of rounds) {
    expect(counts["events"]).toBeGreaterThan(20);
    expect(counts["healings"]).toBeGreaterThan(20);
  }
});

test("[F51] control: screens that do not look for gaps show boards that never were", async () => {
  const outcome = await screensFault.control?.once(1);
  expect(outcome?.broken).toContainEqual(expect.stringMatching(/showed \d+ boards that the server never had/));
});
