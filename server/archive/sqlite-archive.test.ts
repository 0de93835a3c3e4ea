import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { createLogger } from "#server/log.ts";
import { describeArchive } from "./archive-contract.ts";
import { anywhere, isQueue, lostCalls } from "./archived-calls-under-test.ts";
import { ArchiveUnavailable, type CallArchive } from "./call-archive.ts";
import { createSqliteArchive } from "./sqlite-archive.ts";

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

describeArchive("the archive in a file", {
  open: async (fingerprint) => open(fingerprint),
  obstruct() {
    const rival = new DatabaseSync(path());
    rival.exec("BEGIN IMMEDIATE");
    return () => {
      rival.exec("ROLLBACK");
      rival.close();
    };
  },
});

test("[K6] a file that is none is made anew", async () => {
  writeFileSync(path(), "this is not a database, whatever its name may say".repeat(100));
  const archive = open();
  archive.take(lostCalls(2), [], anywhere);
  expect(await archive.calls({}, 10)).toHaveLength(2);
});

test("[K6] of too many that wait nothing is kept, and the next start must build it again", async () => {
  mkdirSync(path());
  const archive = open();
  for (let n = 0; n < 51; n += 1) archive.take(lostCalls(1_000, n * 1_000), [], anywhere);
  expect(archive.report()).toMatchObject({ ok: false, behind: 0 });
  await expect(archive.flush(9)).rejects.toThrow(ArchiveUnavailable);
  await expect(archive.calls({}, 1)).rejects.toThrow("has to be built again");
});

test("[K6] a file that is damaged while it is used is not taken for whole, and made anew by the next start", async () => {
  const archive = open();
  archive.take(lostCalls(500), [], anywhere);
  await archive.flush(3);
  await archive.close();
  const file = openSync(path(), "r+");
  for (let at = 100_000; at < 1_000_000; at += 512) writeSync(file, "damaged!", at);
  closeSync(file);
  const second = open();
  expect(await second.rev()).toBe(3);
  second.take([...lostCalls(500), ...lostCalls(500, 9_000)], [isQueue], anywhere);
  await expect.poll(() => second.report().ok, { timeout: 20_000, interval: 20 }).toBe(false);
  await expect(second.flush(4)).rejects.toThrow(ArchiveUnavailable);
  await second.close();
  const third = open();
  expect(await third.rev()).toBe(0);
  expect(await third.calls({}, 1)).toEqual([]);
});

test("[K9] closed, it leaves no log behind", async () => {
  for (let n = 0; n < 5; n += 1) {
    const archive = open();
    archive.take(lostCalls(1, n), [], anywhere);
    await archive.flush(n + 1);
    await archive.calls({}, 1);
    await archive.close();
    expect(readdirSync(folder)).toEqual(["calls.db"]);
  }
});
