import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { held, reportText, runFault } from "./run-faults.ts";

/** A fault that breaks what the seeds given break, and notes which it was asked for. */
function fragile(...breaking: readonly number[]) {
  const asked: number[] = [];
  const fault: Fault = {
    name: "fire",
    goals: ["R-1"],
    says: "it burns",
    rounds: 3,
    async once(seed) {
      asked.push(seed);
      return { broken: breaking.includes(seed) ? ["The roof is gone."] : [], counts: { houses: 2 } };
    },
    control: null,
  };
  return { fault, asked };
}

const broken = { broken: ["Gone."], counts: {} };

async function run(fault: Fault, times: number | null, seed: number) {
  const said: string[] = [];
  const report = await runFault(fault, { times, seed, say: (line) => said.push(line) });
  return { report, said };
}

test("[F1] every round has a seed of its own, which is printed, and a round is done again by its seed", async () => {
  const { fault, asked } = fragile(12);
  const { report, said } = await run(fault, null, 10);
  expect(asked).toEqual([10, 11, 12]);
  expect(said).toEqual([
    "fire, seed 10: held (2 houses)",
    "fire, seed 11: held (2 houses)",
    "fire, seed 12: broke: The roof is gone. (2 houses)",
  ]);
  expect(held(report)).toBe(false);
  expect(report).toMatchObject({ rounds: 3, counts: { houses: 6 }, broken: ["seed 12: The roof is gone."] });
  expect(reportText([report])).toContain("BROKE  fire (R-1), 3 rounds: it burns");

  const again = await run(
    { ...fault, once: async (seed) => ({ ...(await fault.once(seed)), counts: { houses: 1, entries: 1 } }) },
    1,
    12,
  );
  expect(reportText([again.report])).toContain("BROKE  fire (R-1), 1 round: it burns\n       1 house, 1 entry\n");
  expect(asked).toEqual([10, 11, 12, 12]);
  expect(again.report.broken).toEqual(report.broken);
});

test("[F1] rounds that may run at the same time are the same rounds, each done once", async () => {
  const { fault, asked } = fragile(11);
  const { report } = await run({ ...fault, lanes: 2 }, 5, 10);
  expect(asked.toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13, 14]);
  expect(report).toMatchObject({ counts: { houses: 10 }, broken: ["seed 11: The roof is gone."] });
});

test("[F1] a round that was too noisy to judge is done again, and one that never can be judged did not hold", async () => {
  const noise = { broken: [], counts: {}, unjudged: "The machine was busy." };
  const asked: number[] = [];
  const once = (seed: number) => {
    asked.push(seed);
    const isQuiet = seed === 1 && asked.length > 2;
    return Promise.resolve(isQuiet ? { broken: [], counts: { houses: 2 } } : noise);
  };
  const { report, said } = await run({ ...fragile().fault, once }, 2, 1);
  expect(asked).toEqual([1, 1, 1, 2, 2, 2, 2, 2, 2]);
  expect(report).toMatchObject({ counts: { houses: 2, "done again": 7 }, broken: ["seed 2: The machine was busy."] });
  expect(said).toEqual([
    "fire, seed 1: again: The machine was busy. ()",
    "fire, seed 1: again: The machine was busy. ()",
    "fire, seed 1: held (2 houses)",
    ...Array.from({ length: 5 }, () => "fire, seed 2: again: The machine was busy. ()"),
    "fire, seed 2: broke: The machine was busy. ()",
  ]);
  expect(held(report)).toBe(false);
});

test("[F1] what broke is not done again because it was noisy too", async () => {
  const once = () => Promise.resolve({ ...broken, unjudged: "The machine was busy." });
  const { report, said } = await run({ ...fragile().fault, once }, 1, 0);
  expect(said).toEqual(["fire, seed 0: broke: Gone. The machine was busy. ()"]);
  expect(report.broken).toEqual(["seed 0: Gone.", "seed 0: The machine was busy."]);
});

test("[F1] a round that cannot be done is none that held", async () => {
  const once = () => Promise.reject(new Error("no such device"));
  const { report } = await run({ ...fragile().fault, once }, 1, 0);
  expect(held(report)).toBe(false);
  expect(report.broken).toEqual([expect.stringMatching("no such device")]);
});

test("[F1] a control that does not break what it must fails the fault, one that does is told", async () => {
  const { fault } = fragile();
  const control = { says: "no roof", finds: /gone/i };
  const blind = await run({ ...fault, control: { ...control, once: fault.once } }, 1, 0);
  expect(held(blind.report)).toBe(false);
  expect(reportText([blind.report])).toContain("BREAKS NOT WHAT IT MUST");
  const elsewhere = async () => ({ broken: ["It rains."], counts: {} });
  expect(held((await run({ ...fault, control: { ...control, once: elsewhere } }, 1, 0)).report)).toBe(false);
  const unable = () => Promise.reject(new Error("no such device"));
  expect(held((await run({ ...fault, control: { ...control, once: unable } }, 1, 0)).report)).toBe(false);
  const seeing = await run({ ...fault, control: { ...control, once: async () => broken } }, 1, 0);
  expect(held(seeing.report)).toBe(true);
  expect(reportText([seeing.report])).toContain("control (no roof): breaks, as it must");
});

test("[F1] of what broke in a round three things are told, and how many more there are", async () => {
  const once = async () => ({ broken: ["A.", "B.", "C.", "D.", "E."], counts: {} });
  const { report } = await run({ ...fragile().fault, once }, 1, 0);
  expect(report.broken).toEqual(["seed 0: A.", "seed 0: B.", "seed 0: C.", "seed 0: And 2 more."]);
});
