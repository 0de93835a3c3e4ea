import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { systemClock } from "#server/clock.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { openClosedOffice, openOffice } from "#server/http/office-under-test.ts";
import { createBackups } from "./backups.ts";
import { inspectBackup } from "./inspect-backup.ts";
import { restoreBackup } from "./restore.ts";

let folder: string;
let data: string;
let journal: string;
let logged: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-lost-"));
  data = join(folder, "data");
  journal = join(data, "ringside.db");
  logged = "";
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sink = () =>
  new Writable({
    write(chunk, _, done) {
      logged += String(chunk);
      done();
    },
  });

async function fill(): Promise<void> {
  const office = await openClosedOffice(data);
  await office.tell(...missedCall(10));
  await office.stop();
}

function lose(...names: readonly string[]): void {
  for (const name of names) for (const end of ["", "-wal", "-shm"]) rmSync(join(data, name + end), { force: true });
}

async function backUp(): Promise<string> {
  const sources = { journal, access: join(data, "access.db") };
  const inspect = (path: string) => inspectBackup(path, defaultSettings);
  const { facts } = await createBackups({ folder: join(data, "backups"), sources, clock: systemClock, inspect }).make();
  return facts.name;
}

test("[J23] where accounts or a history tell of a journal that is gone, or of which nothing is left, nothing is started", async () => {
  await fill();
  cpSync(data, join(folder, "whole"), { recursive: true });
  for (const [left, lost] of [
    [null, ["ringside.db"]],
    [null, ["ringside.db", "calls.db"]],
    [null, ["ringside.db", "access.db"]],
    ["", ["ringside.db"]],
  ] as const) {
    lose(...lost);
    if (left !== null) writeFileSync(journal, left);
    await expect(openOffice(data)).rejects.toThrow(
      `The journal ${journal} was here and is gone: there is no backup of it there, so put it back from elsewhere; RINGSIDE_JOURNAL=anew begins an empty one.`,
    );
    expect(existsSync(journal)).toBe(left !== null);
    rmSync(data, { recursive: true });
    cpSync(join(folder, "whole"), data, { recursive: true });
  }
  const office = await openOffice(data);
  expect((await office.get("/api/board")).missed).toHaveLength(1);
  await office.stop();
});

test("[J23] the newest backup is named, whatever else is gone, and restored it starts with what was in it", async () => {
  await fill();
  await backUp();
  const newest = await backUp();
  lose("ringside.db", "access.db", "calls.db", "past.db");
  await expect(openOffice(data)).rejects.toThrow(`npm run -s restore -- ${newest} --replace;`);
  const from = join(data, "backups", newest);
  await restoreBackup({ from, to: data, replace: true, settings: defaultSettings, clock: systemClock });
  const office = await openOffice(data);
  expect((await office.get("/api/board")).missed).toHaveLength(1);
  await office.stop();
});

test("[J23] who says so begins an empty journal, with the accounts that there are and nothing of the history", async () => {
  await fill();
  lose("ringside.db");
  const operations = { ...trialConfig.operations, journalAnew: true };
  const office = await openClosedOffice(data, { log: pino(sink()) }, { operations });
  expect(logged).toContain("the journal is gone; RINGSIDE_JOURNAL=anew begins an empty one");
  expect((await office.admin.get("/api/calls")).calls).toEqual([]);
  await office.stop();
  const next = await openClosedOffice(data);
  expect((await next.admin.get("/api/board")).missed).toEqual([]);
  await next.stop();
});

test("[J23] a folder in which there was never a journal begins one", async () => {
  mkdirSync(join(data, "backups"), { recursive: true });
  writeFileSync(join(data, "directory.csv"), "number,kind,name\n");
  await (await openOffice(data)).stop();
  expect(existsSync(journal)).toBe(true);
});

test("[J23] a journal that ends before what the history was made of is told of", async () => {
  await fill();
  const earlier = await backUp();
  const office = await openOffice(data);
  await office.tell(...missedCall(20));
  await office.stop();
  lose("ringside.db");
  cpSync(join(data, "backups", earlier, "ringside.db"), journal);
  const back = await openOffice(data, { log: pino(sink()) });
  expect(logged).toContain("the journal ends before what the history was made of");
  expect((await back.get("/api/board")).missed).toHaveLength(1);
  await back.stop();
});
