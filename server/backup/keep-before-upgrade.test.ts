import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { openOffice } from "#server/http/office-under-test.ts";
import { openAsEarlier } from "#server/journal/earlier-versions-under-test.ts";
import { SCHEMA_VERSION } from "#server/journal/sqlite-schema.ts";
import { versionOf } from "#server/journal/sqlite-upgrade.ts";
import { inspectBackup } from "./inspect-backup.ts";

let folder: string;
let journal: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-before-"));
  journal = join(folder, "ringside.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function makeEarlier(version: 1 | 2): void {
  const earlier = openAsEarlier(journal, version);
  for (const query of missedCall(10)) earlier.append(Date.now(), byGet(query));
  earlier.close();
}

/** The head of a rollback journal of a file that had no pages. Source: SQLite's file format, "The Rollback Journal". */
function rollbackOfNothing(): Buffer {
  const head = Buffer.alloc(512);
  head.set([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
  head.writeUInt32BE(512, 20);
  head.writeUInt32BE(4096, 24);
  return head;
}

test("[J62] a start that brings a journal to a later schema makes a backup of it as it is first", async () => {
  for (const version of [1, 2] as const) {
    makeEarlier(version);
    const office = await openOffice(folder);
    expect((await office.get("/api/board")).missed).toHaveLength(1);
    await office.stop();
    const [name = ""] = readdirSync(join(folder, "backups"));
    expect(await inspectBackup(join(folder, "backups", name), defaultSettings)).toMatchObject({
      schema: version,
      rev: 2,
      missed: 1,
    });
    expect(versionOf(journal)).toBe(SCHEMA_VERSION);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  }
});

test("[J62] a start that changes no schema makes none", async () => {
  await (await openOffice(folder)).stop();
  await (await openOffice(folder)).stop();
  expect(readdirSync(folder)).not.toContain("backups");
});

test("[F3] [J62] a first start that was cut short at any point is made anew, and nothing is kept of it", async () => {
  const made = new DatabaseSync(join(folder, "made.db"));
  made.exec("PRAGMA journal_mode = WAL");
  made.close();
  const logging = readFileSync(join(folder, "made.db"));
  const torn = logging.subarray(0, 512);
  for (const [file, rollback] of [
    [Buffer.alloc(0), null],
    [Buffer.alloc(0), Buffer.alloc(0)],
    [torn, rollbackOfNothing()],
    [logging, rollbackOfNothing()],
    [logging, null],
  ]) {
    writeFileSync(journal, file ?? "");
    if (rollback !== null) writeFileSync(`${journal}-journal`, rollback ?? "");
    await (await openOffice(folder)).stop();
    expect(versionOf(journal)).toBe(SCHEMA_VERSION);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  }
});

test("[J62] what a strange program left beside it does not pass for a first start, nor its own file for a journal", async () => {
  makeEarlier(2);
  writeFileSync(`${journal}-journal`, "");
  await (await openOffice(folder)).stop();
  expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  const strange = new DatabaseSync(journal);
  strange.exec(`CREATE TABLE other (a); PRAGMA user_version = ${SCHEMA_VERSION}`);
  strange.close();
  await expect(openOffice(folder)).rejects.toThrow("is not a journal of Ringside.");
});

test("[J62] where no backup can be made, nothing is changed, and the start says why", async () => {
  makeEarlier(1);
  writeFileSync(join(folder, "backups"), "no folder");
  await expect(openOffice(folder)).rejects.toThrow(
    /is of an earlier Ringside, and cannot be copied before it is changed: .*\.$/,
  );
  expect(versionOf(journal)).toBe(1);
});
