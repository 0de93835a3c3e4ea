import { expect, test } from "vitest";
import { killFault } from "./kill.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F2] killed five times in a row under load, the server has all that it acknowledged, and its board",
  async () => {
    const { broken, counts } = await killFault.once(1);
    expect(broken).toEqual([]);
    expect(counts).toMatchObject({ kills: 5 });
    expect(counts["acknowledged"]).toBeGreaterThan(100);
  },
  LONG,
);

test(
  "[F2] control: a server that answers before it commits is found out",
  async () => {
    const outcome = await killFault.control?.once(1);
    expect(outcome?.broken).toContainEqual(expect.stringMatching(/acknowledged \d+ are lost/));
  },
  LONG,
);
