import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { openClosedOffice, openOffice } from "#server/http/office-under-test.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { createBackups } from "./backups.ts";
import { inspectBackup } from "./inspect-backup.ts";

let folder: string;
let time: number;
const clock = { now: () => time };
beforeEach(() => {
  time = Date.parse("2026-03-02T09:00:00.000Z");
  folder = mkdtempSync(join(tmpdir(), "ringside-inspect-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inspect = (path: string) => inspectBackup(path, defaultSettings);
const backupsOf = (data: string) =>
  createBackups({
    folder: join(data, "backups"),
    sources: { journal: join(data, "ringside.db"), access: join(data, "access.db") },
    clock,
    inspect,
  });

/** A journal of some calls, and a backup of it. */
async function makeBackup(): Promise<string> {
  const journal = createSqliteJournal(join(folder, "ringside.db"), clock);
  for (const query of [10, 11, 12].flatMap(missedCall)) {
    await journal.append(byGet(query), null);
    time += 1_000;
  }
  const { facts } = await backupsOf(folder).make();
  await journal.close();
  return join(folder, "backups", facts.name);
}

function change(path: string, statements: string): void {
  const database = new DatabaseSync(join(path, "ringside.db"));
  database.exec(statements);
  database.close();
}

describe("a backup", () => {
  test("[E34] tells what it holds as the live board does, and how many have an account", async () => {
    const office = await openClosedOffice(folder);
    await office.as("agent");
    await office.tell(
      ...missedCall(10),
      ...missedCall(11),
      "event=ringing&user=805&usertype=queue&callerid=1&id=230102104542_9-0",
    );
    const board = await office.admin.get("/api/board");
    const { content } = await backupsOf(folder).make();
    await office.stop();
    expect(content).toMatchObject({
      rev: board.rev,
      today: board.today,
      calls: 1,
      queues: 1,
      missed: 2,
      accounts: 2,
      stumbles: 0,
    });
    expect(content.lastAt).toBeLessThanOrEqual(Date.parse(board.at));
  });

  test("[E34] of a file that is missing, foreign, of a later version or damaged says what is wrong", async () => {
    const path = await makeBackup();
    const file = join(path, "ringside.db");
    const bytes = readFileSync(file);
    await expect(inspect(folder.concat("/none"))).rejects.toThrow("There is no journal at");
    change(path, "PRAGMA user_version = 99");
    await expect(inspect(path)).rejects.toThrow("is not a journal of this version of Ringside (99, not");
    writeFileSync(file, "no database at all ".repeat(1_000));
    await expect(inspect(path)).rejects.toThrow("cannot be opened");
    writeFileSync(file, bytes);
    await expect(inspect(path)).resolves.toMatchObject({ rev: 6, schema: expect.any(Number), accounts: null });
  });

  test("[E34] with an entry too few, one that goes back in time or cannot be read is none", async () => {
    const path = await makeBackup();
    const bytes = readFileSync(join(path, "ringside.db"));
    const wrong: [string, string | RegExp][] = [
      ["DELETE FROM entry WHERE seq = 3", "has no entry 3, and one after it"],
      ["DELETE FROM entry WHERE seq = 1", "has no entry 1, and one after it"],
      ["INSERT INTO entry (seq, at, method) VALUES (0, 0, 'GET')", "holds 7 entries, and 6 in order"],
      ["UPDATE entry SET at = 5 WHERE seq = 4", "goes back in time at entry 4"],
      ["UPDATE entry SET events = 'no JSON' WHERE seq = 2", /cannot be read to its end: .*JSON/],
    ];
    for (const [statements, says] of wrong) {
      writeFileSync(join(path, "ringside.db"), bytes);
      change(path, statements);
      await expect(inspect(path)).rejects.toThrow(says);
    }
  });

  test("[E34] is found out whichever of its pages is overwritten", async () => {
    const path = await makeBackup();
    const file = join(path, "ringside.db");
    const bytes = readFileSync(file);
    const size = statSync(file).size;
    for (let at = 0; at < size; at += 4_096) {
      const spoilt = Buffer.from(bytes);
      spoilt.fill(0xaa, at, at + 4_096);
      writeFileSync(file, spoilt);
      await expect(inspect(path), `page ${at / 4_096}`).rejects.toThrow();
    }
    writeFileSync(file, bytes);
    await inspect(path);
  });

  test("[E32] of a journal with a gap is none, and says so", async () => {
    const path = await makeBackup();
    mkdirSync(join(folder, "other"));
    copyFileSync(join(path, "ringside.db"), join(folder, "other", "ringside.db"));
    change(join(folder, "other"), "DELETE FROM entry WHERE seq = 3");
    await expect(backupsOf(join(folder, "other")).make()).rejects.toThrow("has no entry 3");
    expect(backupsOf(join(folder, "other")).list()).toEqual([]);
  });

  test("[E34] an entry that the fold stumbles over is counted, and no reason to keep none", async () => {
    const path = await makeBackup();
    change(path, "INSERT INTO entry (seq, at, act) SELECT 7, max(at), 'no JSON' FROM entry");
    rmSync(join(path, "SHA256SUMS"));
    expect(await inspect(path)).toMatchObject({ rev: 7, stumbles: 1, checked: false });
  });

  test.each([
    ["whose last entries are gone", "DELETE FROM entry WHERE seq > 4"],
    ["in which a text is another", "UPDATE entry SET query = replace(query, 'event=', 'Event=') WHERE seq = 2"],
  ])("[E39] %s is not whole, though all of it can be read", async (_what, statement) => {
    const path = await makeBackup();
    expect(await inspect(path)).toMatchObject({ checked: true });
    change(path, statement);
    await expect(inspect(path)).rejects.toThrow(/is not as it was when the backup was made/);
    rmSync(join(path, "SHA256SUMS"));
    expect(await inspect(path)).toMatchObject({ checked: false });
  });

  test("[E34] that the server makes at night is read in a thread of its own, and told on the screen", async () => {
    const office = await openOffice(folder);
    await office.tell(...missedCall(10));
    const { status, body } = await office.post("/api/privacy/backup", { by: "-" });
    expect([status, Object.keys(body)]).toEqual([200, ["name", "at", "bytes"]]);
    expect(await inspect(join(folder, "backups", body.name))).toMatchObject({ rev: 2 });
    expect(readdirSync(join(folder, "backups"))).toEqual([body.name]);
    await office.stop();
  });
});
