import { hash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { systemClock } from "#server/clock.ts";
import { openClosedOffice, openOffice } from "#server/http/office-under-test.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { createBackups } from "./backups.ts";
import { beginStaging, decideRestore, finishRestore, type RestoreSteps } from "./finish-restore.ts";
import { inspectBackup } from "./inspect-backup.ts";
import { restoreBackup } from "./restore.ts";

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-restore-"));
  data = join(folder, "data");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inspect = (path: string) => inspectBackup(path, defaultSettings);
const backupsIn = (where: string, clock = systemClock) =>
  createBackups({
    folder: join(where, "backups"),
    sources: { journal: join(where, "ringside.db"), access: join(where, "access.db") },
    clock,
    inspect,
  });

/** A journal with so many entries, all of them kept in the file or, where it stays open, in its log. */
async function journalOf(where: string, entries: number) {
  const office = await openOffice(where);
  await office.tell(...Array.from({ length: entries }, (_, n) => `event=parked&n=${n}`));
  await office.stop();
}

const restore = (from: string, to = data, replace = false) =>
  restoreBackup({ from, to, replace, settings: defaultSettings, clock: systemClock });

function headOf(where: string): number {
  const reader = openSqliteReader(join(where, "ringside.db"));
  const head = reader.head();
  reader.close();
  return head;
}

/** But for what SQLite keeps beside a file, which comes and goes. */
const filesOf = (where: string) =>
  readdirSync(where)
    .filter((name) => !/-(?:wal|shm|lock)$/.test(name))
    .sort();

/** A data folder, and a backup of it with `kept` entries; `more` came since. */
async function dataWithBackup(kept: number, more: number): Promise<string> {
  await journalOf(data, kept);
  const { facts } = await backupsIn(data).make();
  await journalOf(data, more);
  return join(data, "backups", facts.name);
}

describe("a restore", () => {
  test("[E35] puts into an empty folder what was backed up: the same board, the same accounts, nobody signed in", async () => {
    const office = await openClosedOffice(data);
    const agent = await office.as("agent");
    await office.tell(...missedCall(10));
    const board = await office.admin.get("/api/board");
    const { facts } = await backupsIn(data).make();
    await office.stop();
    const { content, aside } = await restore(join(data, "backups", facts.name), join(folder, "new"));
    expect([content.rev, content.accounts, aside]).toEqual([board.rev, 2, null]);
    // What tokens are kept with is not in a backup; with it, a session of then would count again.
    cpSync(join(data, "access-secret"), join(folder, "new", "access-secret"));
    const again = await openClosedOffice(join(folder, "new"));
    expect({ ...(await again.admin.get("/api/board")), at: "" }).toEqual({ ...board, at: "" });
    for (const { cookie } of [office.admin, agent]) {
      expect((await fetch(`${again.url}/api/board`, { headers: { cookie } })).status).toBe(401);
    }
    await again.stop();
  });

  test("[E35] is refused where a server runs, and where there is data, which stays as it was", async () => {
    const backup = await dataWithBackup(3, 2);
    const before = filesOf(data);
    await expect(restore(backup)).rejects.toThrow("holds data already: --replace puts it aside");
    expect([headOf(data), filesOf(data)]).toEqual([5, before]);
    const office = await openOffice(data);
    await expect(restore(backup, data, true)).rejects.toThrow("Another Ringside is running on");
    await office.tell("event=parked&n=last");
    expect((await office.get("/api/board")).rev).toBe(6);
    await office.stop();
  });

  test("[E35] that replaces keeps what was there, which can be restored in its turn", async () => {
    const backup = await dataWithBackup(3, 2);
    writeFileSync(join(data, "directory.csv"), "number,kind,name\n");
    const { aside } = await restore(backup, data, true);
    expect(headOf(data)).toBe(3);
    expect(existsSync(join(data, "calls.db"))).toBe(false);
    expect(existsSync(join(data, "directory.csv"))).toBe(true);
    expect(readdirSync(data).filter((name) => name.startsWith("restor"))).toEqual([]);
    expect(headOf(aside ?? "")).toBe(5);
    await journalOf(data, 1);
    const back = await restore(aside ?? "", data, true);
    expect([back.content.rev, headOf(data), headOf(back.aside ?? "")]).toEqual([5, 5, 4]);
  });

  test("[E35] takes what a log holds that was never written into its file", async () => {
    mkdirSync(data);
    const journal = createSqliteJournal(join(data, "ringside.db"), systemClock);
    await journal.append(byGet("event=parked"), null);
    cpSync(data, join(folder, "killed"), { recursive: true });
    await journal.close();
    expect((await restore(join(folder, "killed"), join(folder, "new"))).content.rev).toBe(1);
  });

  test("[E35] of a backup that is not whole changes nothing", async () => {
    const backup = await dataWithBackup(3, 2);
    const database = new DatabaseSync(join(backup, "ringside.db"));
    database.exec("DELETE FROM entry WHERE seq = 2");
    database.close();
    const before = filesOf(data);
    await expect(restore(backup, data, true)).rejects.toThrow("has no entry 2");
    expect([headOf(data), filesOf(data)]).toEqual([5, before]);
    await expect(restore(join(folder, "nowhere"), data, true)).rejects.toThrow("There is no backup at");
  });
});

describe("a restore that is cut short", () => {
  /** Steps of which only so many are done before the process ends. */
  function steps(count: number): RestoreSteps {
    let left = count;
    const step = (act: () => void) => {
      if (left === 0) throw new Error("the process ended");
      left -= 1;
      act();
    };
    return {
      move: (from, to) => step(() => renameSync(from, to)),
      removeFolder: (path) => step(() => rmdirSync(path)),
    };
  }

  function attempt(run: () => void): boolean {
    try {
      run();
      return true;
    } catch {
      return false;
    }
  }

  /** @returns whether it came to its end by itself */
  function cutAfter(count: number, backup: string, where: string): boolean {
    const counted = steps(count);
    const staged = beginStaging(where);
    for (const name of ["ringside.db", "access.db"]) cpSync(join(backup, name), join(staged, name));
    return attempt(() => {
      decideRestore(where, "2026-03-02T09-00-00-000Z", counted);
      finishRestore(where, counted);
    });
  }

  const stateOf = (where: string) => ({
    head: headOf(where),
    access: hash("sha256", readFileSync(join(where, "access.db"))),
  });

  test("[E36] at whatever step is the old data or, once ended, the backup: never a part of each, never none", async () => {
    const backup = await dataWithBackup(3, 2);
    const old = stateOf(data);
    const kept = stateOf(backup);
    let whole = false;
    for (let count = 0; !whole; count += 1) {
      const where = join(folder, `cut ${count}`);
      cpSync(data, where, { recursive: true });
      whole = cutAfter(count, backup, where);
      const decided = count > 0;
      // And again at every step of the end that is made up for.
      for (let later = 0; !attempt(() => finishRestore(where, steps(later))); later += 1);
      expect([count, stateOf(where)]).toEqual([count, decided ? kept : old]);
      const aside = join(where, "backups", "replaced-2026-03-02T09-00-00-000Z");
      expect([count, existsSync(aside) ? stateOf(aside) : null]).toEqual([count, decided ? old : null]);
      expect(readdirSync(where).filter((name) => name.startsWith("restor"))).toEqual([]);
      expect(count).toBeLessThan(50);
    }
  });

  test("[E36] is ended by the next start, before anything is read", async () => {
    const backup = await dataWithBackup(3, 2);
    cutAfter(2, backup, data);
    const office = await openOffice(data);
    expect((await office.get("/api/board")).rev).toBe(3);
    await office.stop();
    expect(readdirSync(join(data, "backups"))).toContain("replaced-2026-03-02T09-00-00-000Z");
  });
});

describe("what a restore replaced", () => {
  test("[E37] goes when the last backup before it does", async () => {
    const backup = await dataWithBackup(1, 1);
    const { aside } = await restore(backup, data, true);
    let time = Date.now() + 1_000;
    const backups = backupsIn(data, { now: () => time });
    for (let night = 0; night < 6; night += 1) {
      await backups.make();
      time += 1_000;
      expect([night, existsSync(aside ?? ""), existsSync(backup)]).toEqual([night, true, true]);
    }
    expect(backups.journals()).toContain(join(aside ?? "", "ringside.db"));
    await backups.make();
    expect([existsSync(aside ?? ""), existsSync(backup), backups.list().length]).toEqual([false, false, 7]);
  });

  test("[E37] and cannot be read is kept under a name that says so, and fails no upkeep", async () => {
    const backup = await dataWithBackup(2, 0);
    writeFileSync(join(data, "ringside.db"), "no database at all ".repeat(1_000));
    const { aside } = await restore(backup, data, true);
    expect(aside).toMatch(/backups\/unreadable-/);
    expect(backupsIn(data).journals()).toEqual([join(backup, "ringside.db")]);
    const office = await openOffice(data);
    await office.tell(...missedCall(10));
    const erased = await office.post("/api/privacy/erase", {
      by: "-",
      number: "420774852610",
      confirm: "420774852610",
    });
    expect([erased.status, erased.body.calls]).toEqual([200, 1]);
    await office.stop();
  });
});
