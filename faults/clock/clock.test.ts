import { expect, test } from "vitest";
import { clockFault } from "./clock.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F8] [J2] the clock is moved back and forth, with restarts: time goes on, never back, and the board is the journal's",
  async () => {
    const { broken, counts } = await clockFault.once(5);
    expect(broken).toEqual([]);
    expect(counts["acknowledged"]).toBeGreaterThan(100);
  },
  LONG,
);
