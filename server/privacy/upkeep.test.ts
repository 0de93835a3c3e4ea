import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import { createBackups } from "#server/backup/backups.ts";
import { inspectBackup } from "#server/backup/inspect-backup.ts";
import { claimFile } from "#server/journal/file-claim.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { createLogger } from "#server/log.ts";
import { createProjector } from "#server/projector/projector.ts";
import { createPrivacy } from "./privacy.ts";

const log = createLogger("silent");
const start = Date.parse("2026-03-02T09:00:00.000Z");
const MINUTE = 60_000;
const DAY = 86_400_000;
let folder: string;
/** What truly went by, and by how much the clock is wrong. */
let passed = 0;
let wrong = 0;
const clock = { now: () => start + passed + wrong };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-upkeep-"));
  [passed, wrong] = [0, 0];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The upkeep of a server over the journal in the folder, whose looks come when the test says. */
async function open() {
  const sources = { journal: join(folder, "ringside.db"), access: join(folder, "access.db") };
  const journal = createSqliteJournal(sources.journal, clock);
  const archive = createMemoryArchive(defaultSettings);
  const projector = createProjector({ journal, archive, clock, settings: defaultSettings, fingerprint: "this", log });
  await projector.start();
  const inspect = (made: string) => inspectBackup(made, defaultSettings);
  const backups = createBackups({ folder: join(folder, "backups"), sources, clock, inspect });
  const looks: (() => void)[] = [];
  const timers = {
    after: (_: number, run: () => void) => {
      looks.push(run);
      return () => looks.splice(0);
    },
    elapsed: () => passed,
  };
  const forgotten: number[] = [];
  const audit = { forgetOld: async (now: number) => void forgotten.push(now) };
  const past = { forget: async () => undefined };
  const kept = { journal, journalPath: null, projector, archive, past, backups };
  const privacy = createPrivacy({ ...kept, audit, clock, given: clock, timers, log });
  return {
    journal,
    backups,
    privacy,
    forgotten,
    async look(after: number) {
      passed += after;
      looks.shift()?.();
      // Works take their turn: it is done once another is.
      await privacy.find({ number: "774852610" });
    },
    async close() {
      await privacy.close();
      await projector.stop();
      await journal.close();
    },
  };
}

test("[E38] while somebody else makes a backup the night's is passed over, and due until there is one", async () => {
  const server = await open();
  await server.journal.append(byGet("kept"), null);
  mkdirSync(join(folder, "backups"));
  const release = claimFile(join(folder, "backups"));
  await server.look(DAY);
  expect(server.privacy.failing()).toBe(false);
  expect(server.backups.list()).toEqual([]);
  release();
  await server.look(10 * MINUTE);
  expect(server.backups.list()).toHaveLength(1);
  await server.close();
});

test("[E31] a backup of a time that is ahead of the clock neither makes more due nor drives the nights' away", async () => {
  const server = await open();
  await server.journal.append(byGet("kept"), null);
  for (let night = 0; night < 7; night += 1) await server.look(DAY);
  const nights = server.backups.list().map(({ name }) => name);
  expect(nights).toHaveLength(7);
  wrong = 400 * DAY;
  await server.look(10 * MINUTE);
  wrong = 0;
  const [ahead, ...left] = server.backups.list().map(({ name }) => name);
  expect(left).toEqual(nights.slice(0, 6));
  for (let looks = 0; looks < 7; looks += 1) await server.look(10 * MINUTE);
  expect(server.backups.list().map(({ name }) => name)).toEqual([ahead, ...left]);
  for (let night = 0; night < 2; night += 1) await server.look(DAY);
  const names = server.backups.list().map(({ name }) => name);
  expect([names.length, names[0], names.slice(3)]).toEqual([8, ahead, nights.slice(0, 5)]);
  expect(server.backups.lastAt()).toBe(clock.now());
  expect(server.privacy.failing()).toBe(false);
  await server.close();
});

test("[E804] a clock that jumps erases nothing by the upkeep, until it has gone on for a day", async () => {
  const server = await open();
  await server.journal.append(byGet("nobody understands this"), "not understood");
  const text = async () => (await server.journal.read(0, 1))[0]?.delivery?.query;
  await server.look(10 * MINUTE);
  await server.look(DAY);
  expect((await server.privacy.report()).swept).toMatchObject({ at: clock.now() });
  wrong = 60 * DAY;
  for (let looks = 0; looks < 3; looks += 1) await server.look(10 * MINUTE);
  expect([await text(), server.privacy.failing()]).toEqual(["nobody understands this", true]);
  await server.look(DAY);
  expect([await text(), server.privacy.failing()]).toEqual([null, false]);
  expect((await server.privacy.report()).swept).toMatchObject({ at: clock.now(), distilled: 1 });
  await server.close();
});

test("[E804] under a clock that jumped the audit log, too, keeps what it has", async () => {
  const server = await open();
  await server.look(10 * MINUTE);
  await server.look(DAY);
  expect(server.forgotten).toEqual([clock.now()]);
  wrong = 400 * DAY;
  for (let looks = 0; looks < 3; looks += 1) await server.look(10 * MINUTE);
  expect(server.forgotten).toHaveLength(1);
  await server.look(DAY);
  expect(server.forgotten).toEqual([start + 10 * MINUTE + DAY, clock.now()]);
  await server.close();
});
