import { expect, test } from "vitest";
import { ghostsFault } from "./ghosts.ts";

test.each(Array.from({ length: 8 }, (_, seed) => seed))(
  "[F11] with 5 %% of a day's events lost no ghost outlives its limit, and every count adds up (%d)",
  async (seed) => {
    const { broken, counts } = await ghostsFault.once(seed);
    expect(broken).toEqual([]);
    expect(counts["looks at calls that were over"]).toBeGreaterThan(0);
  },
);

test("[F11] control: without limits ghosts are found", async () => {
  const outcome = await ghostsFault.control?.once(1);
  expect(outcome?.broken).toContainEqual(expect.stringMatching(/min after it was over/));
});
