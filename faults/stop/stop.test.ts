import { expect, test } from "vitest";
import { stopFault } from "./stop.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test.each([5, 6])(
  "[F6] stopped under load, it is not ready, drains, flushes, closes, and loses nothing (%d)",
  async (seed) => {
    const { broken, counts } = await stopFault.once(seed);
    expect(broken).toEqual([]);
    expect(counts["acknowledged"]).toBeGreaterThan(0);
  },
  LONG,
);
