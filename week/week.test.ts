import { describe, expect, test } from "vitest";
import { controls } from "./controls.ts";
import { simulateWeek } from "./simulate-week.ts";

const WEEKS = 300;
const AT_ONCE = 50;
const firsts = Array.from({ length: WEEKS / AT_ONCE }, (_, index) => index * AT_ONCE + 1);

/** Weeks in which a control is found at the latest. */
const MOST = 60;

describe("simulated weeks", () => {
  test.each(firsts)("[R30] fifty from seed %d on: nothing is lost, doubled, wrong or left behind", async (first) => {
    for (let seed = first; seed < first + AT_ONCE; seed += 1) {
      const { wrong, trace } = await simulateWeek(seed);
      expect(wrong, `seed ${seed}:\n${trace.slice(-30).join("\n")}`).toEqual([]);
    }
  });

  test("[R31] the same seed is the same week, and another one another", async () => {
    const hashes = new Set<string>();
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const [once, again] = [await simulateWeek(seed), await simulateWeek(seed)];
      expect(again).toEqual(once);
      hashes.add(once.hash);
    }
    expect(hashes.size).toBe(6);
  });

  test.each(Object.entries(controls))("[R32] control: %s, and it is found", async (_name, broken) => {
    let seed = 0;
    let wrong: readonly string[] = [];
    while (wrong.length === 0 && seed < MOST) {
      seed += 1;
      wrong = (await simulateWeek(seed, broken)).wrong;
    }
    expect(wrong).not.toEqual([]);
  });
});
