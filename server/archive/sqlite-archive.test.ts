import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { noFacts } from "#lib/call/call-facts.ts";
import type { FigureTask, ReportTask } from "#lib/report/sum-task.ts";
import { createLogger } from "#server/log.ts";
import { type ArchivedTally, ArchiveUnavailable, type CallArchive } from "./call-archive.ts";
import { createSqliteArchive } from "./sqlite-archive.ts";

const noon = Date.UTC(2026, 2, 2, 12);
const range = { from: 0, to: Number.MAX_SAFE_INTEGER };

let folder: string;
let opened: CallArchive[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-archive-"));
  opened = [];
});
afterEach(async () => {
  for (const archive of opened) await archive.close();
  rmSync(folder, { recursive: true });
});

const path = () => join(folder, "calls.db");

function open(fingerprint = "rules"): CallArchive {
  const log = createLogger("silent");
  const archive = createSqliteArchive({ path: path(), fingerprint, settings: defaultSettings, log });
  opened.push(archive);
  return archive;
}

/** A call that came to `number`, which the feed calls a menu, rang phone 201, and was lost. */
function lostCall(n: number, number = "820"): ArchivedCall {
  const at = noon + n * 60_000;
  const reaches = [
    { at, leg: 0, number, claim: "ivr" as const },
    { at: at + 2_000, leg: 0, number: "201", claim: "phone" as const },
  ];
  const end = { at: at + 9_000, leg: 0, number, spoken: false, transferred: false, talkSeconds: null, lostAt: null };
  const own = {
    ...noFacts(`260302120000_${n}`, at),
    lastAt: at + 9_000,
    inbound: true,
    caller: "05552221133",
    reaches,
  };
  return { own: { ...own, ends: [end] }, adopted: [], memory: { overAt: at + 9_000, closedAt: null } };
}

const calls = (count: number, from = 1) => Array.from({ length: count }, (_, i) => lostCall(from + i));

const isQueue: NumberReading = { number: "820", kind: "queue", ringStrategy: "hunt" };

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 20 }).toBe(true);
}

async function queueCalls(archive: CallArchive): Promise<number> {
  return (await archive.calls({ queue: "820" }, 1_000_000)).length;
}

test("[K9] what is asked sees every call that was handed over before", async () => {
  const archive = open();
  for (let n = 1; n <= 1_000; n += 250) {
    archive.take(calls(250, n), []);
    const [newest] = await archive.calls({}, 1);
    expect(newest?.record.id).toBe(`260302120000_${n + 249}`);
  }
  expect(await archive.calls({}, 10_000)).toHaveLength(1_000);
  expect(await archive.byId("260302120000_77")).toMatchObject([{ record: { state: "missed" }, call: lostCall(77) }]);
});

test("[K9] lookups are answered in the middle of a long reading, which goes on as of its beginning", async () => {
  const archive = open();
  archive.take(calls(3_000), []);
  await archive.flush(1);
  let pages = 0;
  const lookups: Promise<unknown>[] = [];
  let answeredBefore = 0;
  const seen: ArchivedTally[] = [];
  await archive.eachTally(range, (tallies) => {
    pages += 1;
    seen.push(...tallies);
    if (pages !== 1) return;
    archive.take(calls(1, 9_000), []);
    lookups.push(
      archive.calls({}, 1).then(([newest]) => {
        answeredBefore = pages;
        expect(newest?.record.id).toBe("260302120000_9000");
      }),
    );
  });
  await Promise.all(lookups);
  expect(pages).toBeGreaterThan(2);
  expect(answeredBefore).toBeLessThan(pages);
  expect(new Set(seen.map(({ key }) => key)).size).toBe(3_000);
});

test("[K9] who has had enough of a long reading ends it, and the next one begins anew", async () => {
  const archive = open();
  archive.take(calls(3_000), []);
  const enough = archive.eachTally(range, () => {
    throw new Error("enough");
  });
  await expect(enough).rejects.toThrow("enough");
  let count = 0;
  await archive.eachTally(range, (tallies) => {
    count += tallies.length;
  });
  expect(count).toBe(6_000);
});

test.each([0, 1, 999, 1_000, 1_001])(
  "[K9] a long reading of %i calls gives each tally once, and ends",
  async (count) => {
    const archive = open();
    archive.take(calls(count), []);
    const seen: ArchivedTally[] = [];
    await archive.eachTally(range, (tallies) => {
      seen.push(...tallies);
      // One that began again would never end.
      expect(seen.length).toBeLessThanOrEqual(2 * count);
    });
    expect(seen).toHaveLength(2 * count);
  },
);

test("[K50] sums are made where the calls lie, with room for lookups, and what a figure counts is sought there", async () => {
  const archive = open();
  archive.take([...calls(4_000), ...calls(1, 9_000)], []);
  await archive.flush(1);
  const report: ReportTask = {
    of: "report",
    dates: { first: "2026-03-02", last: "2026-03-08", timeZone: "UTC" },
    subject: { of: "queue", queue: null },
    rules: defaultSettings,
  };
  let summed = false;
  const sums = archive.sumUp(range, report).finally(() => {
    summed = true;
  });
  const lookup = archive.calls({}, 1).then(() => summed);
  expect((await sums).totals).toMatchObject({ inbound: 4_001, missed: 4_001 });
  expect(await lookup).toBe(false);
  const missed: FigureTask = { of: "figure", name: "missed", wall: null, rules: defaultSettings };
  expect(await archive.sumUp({ of: "inbound", ...range }, missed)).toMatchObject({ count: 4_001 });
  const found = await archive.tallies({ of: "inbound", ...range, counted: missed }, 3, null);
  expect(found.map(({ key }) => key.split("@")[0])).toEqual([9_000, 4_000, 3_999].map((n) => `260302120000_${n}`));
  const answered: FigureTask = { ...missed, name: "answered" };
  expect(await archive.tallies({ of: "inbound", ...range, counted: answered }, 3, null)).toEqual([]);
});

test("[K50] closed while sums are made, it ends, and whoever asked for them is answered or told", async () => {
  const archive = open();
  archive.take(calls(4_000), []);
  await archive.flush(1);
  const task: FigureTask = { of: "figure", name: "agent-ring-no-answer", wall: null, rules: defaultSettings };
  const asked = Promise.allSettled([archive.sumUp({ of: "agent", ...range }, task)]);
  await archive.calls({}, 1);
  await archive.close();
  const [sums] = await asked;
  if (sums.status === "rejected") expect(sums.reason).toBeInstanceOf(ArchiveUnavailable);
  else expect(sums.value.count).toBe(0);
});

test("[K3] calls of the past are read again when a number turns out to be something else", async () => {
  const archive = open();
  archive.take(calls(300), []);
  expect(await queueCalls(archive)).toBe(0);
  archive.take([], [isQueue]);
  await until(async () => (await queueCalls(archive)) === 300);
  expect(await archive.calls({ lostIn: "queue" }, 1_000)).toHaveLength(300);
  archive.take(calls(10, 301), [{ ...isQueue, kind: "ivr" }]);
  await until(async () => (await queueCalls(archive)) === 0);
  expect(await archive.tallies({ of: "passage", number: "820", ...range }, 10, null)).toEqual([]);
  expect(archive.report().behind).toBe(0);
});

test("[K3] a stop in the middle of it is made up for by the next start", async () => {
  const first = open();
  first.take(calls(3_000), []);
  await first.flush(1);
  first.take([], [isQueue]);
  await first.flush(2);
  expect(first.report().behind).toBeGreaterThan(0);
  await first.close();
  const second = open();
  expect(await second.rev()).toBe(2);
  await until(async () => (await queueCalls(second)) === 3_000);
});

test("[K4] what was flushed is there after a restart, and gone under other rules", async () => {
  const first = open();
  first.take(calls(3), []);
  await first.flush(17);
  await first.close();
  const second = open();
  expect(await second.rev()).toBe(17);
  expect(await second.calls({}, 10)).toHaveLength(3);
  await second.close();
  const other = open("other rules");
  expect(await other.rev()).toBe(0);
  expect(await other.calls({}, 10)).toEqual([]);
});

test("[K4] [K52] emptied, it begins anew", async () => {
  const archive = open();
  archive.take(calls(3), [isQueue]);
  await archive.flush(5);
  expect(await archive.calls({}, 10)).toHaveLength(3);
  await archive.clear();
  expect([await archive.rev(), await archive.calls({}, 10)]).toEqual([0, []]);
  archive.take(calls(1), []);
  expect(await archive.calls({ queue: "820" }, 10)).toEqual([]);
});

test("[K6] a file that is none is made anew", async () => {
  writeFileSync(path(), "this is not a database, whatever its name may say".repeat(100));
  const archive = open();
  archive.take(calls(2), []);
  expect(await archive.calls({}, 10)).toHaveLength(2);
});

test("[K6] while it cannot be written calls wait, questions and flushes are refused; then everything is there", async () => {
  const archive = open();
  archive.take(calls(2), []);
  await archive.flush(1);
  const rival = new DatabaseSync(path());
  rival.exec("BEGIN IMMEDIATE");
  archive.take(calls(5, 10), []);
  await expect(archive.calls({}, 100)).rejects.toThrow(ArchiveUnavailable);
  await expect(archive.flush(2)).rejects.toThrow(ArchiveUnavailable);
  expect(archive.report()).toMatchObject({ ok: false, rev: 1, behind: 5 });
  rival.exec("ROLLBACK");
  rival.close();
  await until(() => archive.report().ok);
  expect(await archive.calls({}, 100)).toHaveLength(7);
  await archive.flush(2);
  expect(archive.report()).toEqual({ ok: true, rev: 2, behind: 0 });
});

test("[K6] of too many that wait nothing is kept, and the next start must build it again", async () => {
  mkdirSync(path());
  const archive = open();
  for (let n = 0; n < 51; n += 1) archive.take(calls(1_000, n * 1_000), []);
  expect(archive.report()).toMatchObject({ ok: false, behind: 0 });
  await expect(archive.flush(9)).rejects.toThrow(ArchiveUnavailable);
  await expect(archive.calls({}, 1)).rejects.toThrow("has to be built again");
});

test("[K6] a file that is damaged while it is used is not taken for whole, and made anew by the next start", async () => {
  const archive = open();
  archive.take(calls(500), []);
  await archive.flush(3);
  await archive.close();
  const file = openSync(path(), "r+");
  for (let at = 100_000; at < 1_000_000; at += 512) writeSync(file, "damaged!", at);
  closeSync(file);
  const second = open();
  expect(await second.rev()).toBe(3);
  second.take([...calls(500), ...calls(500, 9_000)], [isQueue]);
  await until(() => !second.report().ok);
  await expect(second.flush(4)).rejects.toThrow(ArchiveUnavailable);
  await second.close();
  const third = open();
  expect(await third.rev()).toBe(0);
  expect(await third.calls({}, 1)).toEqual([]);
});

test("[K9] closed, it answers nothing more, and leaves no log behind", async () => {
  const archive = open();
  archive.take(calls(1), []);
  await archive.flush(1);
  await archive.close();
  await expect(archive.calls({}, 1)).rejects.toThrow(ArchiveUnavailable);
  renameSync(path(), `${path()}.moved`);
});
