import { expect, test } from "vitest";
import { failingFault } from "./failing.ts";
import { powerFault } from "./power.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F3] a hundred power cuts lose nothing acknowledged, leave no gap, and bring nothing erased back",
  async () => {
    const { broken, counts } = await powerFault.once(1);
    expect(broken).toEqual([]);
    expect(counts).toMatchObject({ cuts: 100 });
    expect(counts["acknowledged"]).toBeGreaterThan(500);
  },
  LONG,
);

test(
  "[F3] control: with synchronous=NORMAL acknowledged entries are lost",
  async () => {
    const outcome = await powerFault.control?.once(1);
    expect(outcome?.broken).toContainEqual(expect.stringMatching(/acknowledged entries \d+ are lost/));
  },
  LONG,
);

test(
  "[J21] [F4] writes and syncs fail, processes follow each other, the power is cut: nothing is lost",
  async () => {
    const { broken, counts } = await failingFault.once(6);
    expect(broken).toEqual([]);
    expect(counts).toMatchObject({ cuts: 90 });
    expect(counts["refused"]).toBeGreaterThan(0);
  },
  LONG,
);

test(
  "[J21] [F4] control: a journal that trusts the log it finds loses acknowledged entries",
  async () => {
    const outcome = await failingFault.control?.once(6);
    expect(outcome?.broken).toContainEqual(expect.stringMatching(/acknowledged entries \d+ are lost/));
  },
  LONG,
);
