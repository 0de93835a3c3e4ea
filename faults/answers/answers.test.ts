import { expect, test } from "vitest";
import { answersFault } from "./answers.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F5] no answer leaves before what it says is kept is synced",
  async () => {
    const { broken, counts } = await answersFault.once(1);
    expect(broken).toEqual([]);
    expect(counts["answers"]).toBeGreaterThanOrEqual(200);
  },
  LONG,
);

test(
  "[F5] control: a server that answers before it commits is found out",
  async () => {
    const outcome = await answersFault.control?.once(1);
    expect(outcome?.broken).toContainEqual(expect.stringMatching(/answers left before/));
  },
  LONG,
);
