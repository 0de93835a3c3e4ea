import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLoopLateness } from "./loop-lateness.ts";
import { createPartStates } from "./part-states.ts";
import { openVitals, type Vitals } from "./vitals.ts";

const hour = 3_600_000;

let folder: string;
let now = 0;
const clock = { now: () => now };
const endings: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-vitals-"));
  now = 0;
});
afterEach(() => {
  for (const end of endings.splice(0)) end();
  rmSync(folder, { recursive: true, force: true });
});

async function open(news: { lastAt: number | null; failed: boolean } | null, dataFolder: string | null = folder) {
  const vitals: Vitals = await openVitals({ dataFolder, backups: news && (() => news), clock });
  endings.push(vitals.close);
  return vitals;
}

test("[H40] a backup is missed a day and two hours after the last one, or after the start, and when its try failed", async () => {
  const news = { lastAt: null as number | null, failed: false };
  const vitals = await open(news);
  const told = async () => {
    await vitals.look();
    return vitals.report().backups;
  };
  now = 26 * hour;
  expect(await told()).toEqual({ ok: true, lastAt: null });
  now += 1;
  expect(await told()).toEqual({ ok: false, lastAt: null });
  news.lastAt = now;
  expect(await told()).toEqual({ ok: true, lastAt: now });
  news.failed = true;
  expect(await told()).toEqual({ ok: false, lastAt: now });
});

test("[H40] of a folder that is gone no space is told, and who keeps no data has none", async () => {
  const vitals = await open(null);
  expect(vitals.report()).toMatchObject({ disk: { totalBytes: expect.any(Number) }, backups: null });
  rmSync(folder, { recursive: true });
  await vitals.look();
  expect(vitals.report().disk).toBeNull();
  expect((await open(null, null)).report().disk).toBeNull();
});

test("[H40] whoever listens is told of every look until they leave", async () => {
  const vitals = await open(null, null);
  let looks = 0;
  const leave = vitals.subscribe(() => {
    looks += 1;
  });
  await vitals.look();
  await vitals.look();
  leave();
  await vitals.look();
  expect(looks).toBe(2);
});

test("[H40] an event loop that is held up is seen to be late by as long", async () => {
  const loop = createLoopLateness();
  endings.push(loop.close);
  const hold = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  const holding = setInterval(hold, 100);
  endings.push(() => clearInterval(holding));
  await expect.poll(() => loop.take().max, { timeout: 20_000, interval: 1_000 }).toBeGreaterThan(0.2);
});

test("[H40] a part is as it is since it was first seen so; one that is not there has no time", () => {
  const states = createPartStates(clock);
  states.note({ journal: true, pages: null });
  now = 5;
  states.note({ journal: true, pages: true });
  expect([states.since("journal"), states.since("pages"), states.since("other")]).toEqual([0, 5, null]);
  now = 9;
  states.note({ journal: false, pages: null });
  expect([states.since("journal"), states.since("pages")]).toEqual([9, null]);
});
