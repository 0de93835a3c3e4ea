import { expect, test } from "vitest";
import { outageFault } from "./outage.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F3] [J22] a whole server starts again after ten power cuts, from its first start on, and knows all",
  async () => {
    const { broken, counts } = await outageFault.once(6);
    expect(broken).toEqual([]);
    expect(counts["acknowledged"]).toBeGreaterThan(0);
  },
  LONG,
);
