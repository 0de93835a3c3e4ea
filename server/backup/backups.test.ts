import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { openOffice } from "#server/http/office-under-test.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { createBackups } from "./backups.ts";
import { inspectInThread } from "./inspect-in-thread.ts";

let folder: string;
let time = Date.parse("2026-03-02T03:00:00.000Z");
const clock = { now: () => time };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-backup-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const journalFile = () => join(folder, "ringside.db");
const backupsHere = () =>
  createBackups({
    folder: join(folder, "backups"),
    sources: { journal: journalFile(), access: join(folder, "access.db") },
    clock,
    inspect: (made) => inspectInThread(made, defaultSettings),
  });

test("[E30] a backup holds all that was acknowledged before, while the server writes on", async () => {
  const journal = createSqliteJournal(journalFile(), clock);
  await Promise.all(Array.from({ length: 500 }, (_, n) => journal.append(byGet(`n=${n}`), null)));
  const making = backupsHere().make();
  const later = Promise.all(Array.from({ length: 500 }, (_, n) => journal.append(byGet(`later=${n}`), null)));
  const { name } = (await making).facts;
  await later;
  const copy = join(folder, "backups", name, "ringside.db");
  const reader = openSqliteReader(copy);
  expect(reader.read(0, 500)).toEqual(await journal.read(0, 500));
  expect(reader.head()).toBeGreaterThanOrEqual(500);
  reader.close();
  await journal.close();
});

test("[E31] the last seven are kept, for their owner alone", async () => {
  const journal = createSqliteJournal(journalFile(), clock);
  await journal.append(byGet("kept"), null);
  const backups = backupsHere();
  const names: string[] = [];
  for (let night = 0; night < 9; night += 1) {
    time += 86_400_000;
    names.push((await backups.make()).facts.name);
  }
  expect(backups.list().map(({ name }) => name)).toEqual(names.slice(2).reverse());
  expect(backups.list()[0]?.at).toBe(time);
  expect(statSync(join(folder, "backups")).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "backups", names[8] ?? "")).mode & 0o777).toBe(0o700);
  await journal.close();
});

test("[E32] a copy that is not whole is no backup, and the next one clears it away", async () => {
  writeFileSync(journalFile(), "no database at all ".repeat(1_000));
  await expect(backupsHere().make()).rejects.toThrow(/not a database/);
  expect(backupsHere().list()).toEqual([]);
  rmSync(journalFile());
  const journal = createSqliteJournal(journalFile(), clock);
  mkdirSync(join(folder, "backups", "half.part"));
  const { name } = (await backupsHere().make()).facts;
  expect(readdirSync(join(folder, "backups"))).toEqual([name]);
  await journal.close();
});

test("[E33] a backup put in the place of the data folder is the same board", async () => {
  const office = await openOffice(folder);
  await office.tell(...missedCall(10));
  const board = await office.get("/api/board");
  const path = execFileSync("node", ["server/commands/backup.ts"], {
    env: { ...process.env, RINGSIDE_DATA: folder },
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
  await office.stop();
  const restored = join(folder, "restored");
  mkdirSync(restored);
  for (const file of readdirSync(path)) copyFileSync(join(path, file), join(restored, file));
  const again = await openOffice(restored);
  expect({ ...(await again.get("/api/board")), at: "" }).toEqual({ ...board, at: "" });
  await again.stop();
});

test("[E38] of two backups at once one is made, and the other is told of it", async () => {
  const journal = createSqliteJournal(journalFile(), clock);
  await journal.append(byGet("kept"), null);
  const first = backupsHere().make();
  await expect(backupsHere().make()).rejects.toThrow("Another backup is being made in");
  const { name } = (await first).facts;
  expect(readdirSync(join(folder, "backups"))).toEqual([name]);
  time += 1_000;
  await backupsHere().make();
  expect(backupsHere().list()).toHaveLength(2);
  await journal.close();
});
