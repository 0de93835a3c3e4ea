import { expect, test } from "vitest";
import { blankBoard } from "#lib/testing/board-records.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { keepRenewed } from "./renewal.ts";

const minute = 60_000;
const hour = 60 * minute;

/** A page that was loaded at a time of the server's, in UTC, and is told something all the time while the test wants it. */
function createPage(loadedAt: string, parts: { random?: number; timeZone?: string } = {}) {
  const time = createVirtualTime(Date.parse(loadedAt));
  const page = { reloads: [] as string[], hears: true, served: true, asked: [] as string[] };
  const link = {
    board: { ...blankBoard(loadedAt), timeZone: parts.timeZone ?? "UTC" } as ReturnType<typeof blankBoard> | null,
    lastMessageAt: time.now() as number | null,
    openedAt: time.now(),
  };
  const stop = keepRenewed({
    link() {
      if (page.hears) link.lastMessageAt = time.now() - 1000;
      return link;
    },
    now: time.now,
    serverNow: time.now,
    async isServed() {
      page.asked.push(new Date(time.now()).toISOString().slice(11, 16));
      if (!page.served) throw new Error("nobody is there");
      return true;
    },
    reload: () => void page.reloads.push(page.asked.at(-1) ?? ""),
    random: () => parts.random ?? 0,
    after: time.after,
  });
  return {
    page,
    link,
    stop,
    time,
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 10_000) {
        time.pass(10_000);
        // Whether a page would be served is not known at once.
        for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
      }
    },
  };
}

test.each([
  { random: 0, at: "04:00" },
  { random: 0.5, at: "04:05" },
  { random: 1, at: "04:10" },
])("[W71] a wall loads itself anew in the night, once and each at a moment of its own: $at", async ({ random, at }) => {
  const { page, pass } = createPage("2026-03-02T18:00:00.000Z", { random });
  await pass(12 * hour);
  expect(page.reloads).toEqual([at]);
});

test("[W71] the night is the board's", async () => {
  const { page, pass } = createPage("2026-03-02T18:00:00.000Z", { timeZone: "Asia/Tokyo" });
  await pass(2 * hour);
  expect(page.reloads).toEqual(["19:00"]);
});

test("[W71] one that was loaded after four waits for the next night", async () => {
  const { page, pass } = createPage("2026-03-02T04:00:30.000Z");
  await pass(23 * hour);
  expect(page.reloads).toEqual([]);
  await pass(hour);
  expect(page.reloads).toEqual(["04:00"]);
});

test("[W71] while the server is away or its page is not served, nothing is loaded; it is once it is back", async () => {
  const { page, pass } = createPage("2026-03-02T03:00:00.000Z");
  page.hears = false;
  page.served = false;
  await pass(3 * hour);
  expect(page.reloads).toEqual([]);
  expect(page.asked.length).toBeGreaterThan(100);
  page.hears = true;
  await pass(minute);
  expect(page.reloads).toEqual([]);
  page.served = true;
  await pass(minute);
  expect(page.reloads).toHaveLength(1);
});

test("[W72] where nothing came for five minutes though the server is there, the page is loaded anew", async () => {
  const { page, pass } = createPage("2026-03-02T09:00:00.000Z");
  await pass(minute);
  page.hears = false;
  await pass(5 * minute - 10_000);
  expect(page.reloads).toEqual([]);
  await pass(20_000);
  expect(page.reloads).toEqual(["09:05"]);
});

test("[W72] and where nothing ever came", async () => {
  const { page, link, pass } = createPage("2026-03-02T09:00:00.000Z");
  link.board = null;
  link.lastMessageAt = null;
  page.hears = false;
  await pass(6 * minute);
  expect(page.reloads).toEqual(["09:05"]);
});

test("[W71] nothing is left of it once it is called off", async () => {
  const { page, stop, time, pass } = createPage("2026-03-02T03:59:00.000Z");
  stop();
  await pass(hour);
  expect(page.reloads).toEqual([]);
  expect(time.waiting()).toBe(0);
});
