import { expect, test } from "vitest";
import { createClockWatch } from "./clock-watch.ts";

const HOUR = 3_600_000;
const start = Date.parse("2026-03-02T09:00:00.000Z");

/** Notes that outlive the processes which look at them, and a clock that can be set. */
function machine() {
  const notes = new Map<string, string | null>();
  const upkeep = {
    note: async (name: string) => notes.get(name) ?? null,
    rewrite: async (_: unknown, changed: Readonly<Record<string, string | null>>) => {
      for (const [name, value] of Object.entries(changed)) notes.set(name, value);
    },
  };
  const warnings: unknown[] = [];
  let [passed, wrong] = [0, 0];
  const boot = () =>
    createClockWatch({
      upkeep,
      clock: { now: () => start + passed + wrong },
      elapsed: () => passed,
      log: { warn: (...told: unknown[]) => void warnings.push(told) },
    });
  const now = () => start + passed + wrong;
  return { now, boot, notes, warnings, pass: (ms: number) => (passed += ms), set: (ms: number) => (wrong = ms) };
}

test("[E804] a clock that jumps is waited for and told of once, also by the start after it", async () => {
  const { now, boot, warnings, pass, set } = machine();
  let watch = boot();
  const day = async () => {
    for (let hour = 0; hour < 24; hour += 1) {
      pass(HOUR);
      await watch.look();
    }
    return watch.look();
  };
  expect([await watch.look(), watch.isWaiting(), await day()]).toEqual([null, false, now()]);
  set(40 * 24 * HOUR);
  expect([await watch.look(), await watch.look(), watch.isWaiting()]).toEqual([null, null, true]);
  expect(warnings).toHaveLength(1);
  watch = boot();
  expect([await watch.look(), watch.isWaiting()]).toEqual([null, true]);
  set(0);
  expect([await watch.look(), await day(), watch.isWaiting()]).toEqual([null, now(), false]);
  expect(warnings).toHaveLength(2);
});

test.each(["", "{", "null", '{"at":"today","held":1}'])(
  "[E804] a note that tells nothing (%j) begins the day anew",
  async (text) => {
    const { now, boot, notes, pass } = machine();
    const watch = boot();
    await watch.look();
    for (const name of notes.keys()) notes.set(name, text);
    expect(await watch.look()).toBeNull();
    pass(24 * HOUR);
    expect(await watch.look()).toBe(now());
  },
);

test("[E804] what goes by before a start's first look counts, so that one that is begun anew every quarter of an hour is trusted", async () => {
  const { boot, pass } = machine();
  let trusted = false;
  for (let starts = 0; starts < 5 * 24 && !trusted; starts += 1) {
    const watch = boot();
    pass(HOUR / 4);
    trusted = (await watch.look()) !== null;
    expect(trusted).toBe(starts === 4 * 24);
  }
  expect(trusted).toBe(true);
});
