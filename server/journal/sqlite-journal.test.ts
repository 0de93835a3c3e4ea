import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Act } from "#lib/board/act.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { systemClock } from "#server/clock.ts";
import { StartError } from "#server/start-error.ts";
import { openAsEarlier } from "./earlier-versions-under-test.ts";
import { JournalUnavailable } from "./journal.ts";
import { describeJournal } from "./journal-contract.ts";
import { openForWriting, pragma } from "./sqlite-database.ts";
import { createSqliteJournal } from "./sqlite-journal.ts";
import { openSqliteReader } from "./sqlite-reader.ts";
import { createSqliteStorage } from "./sqlite-storage.ts";

const child = join(import.meta.dirname, "sqlite-journal.child.ts");

const claim: Act = { of: "missed", id: "7", deed: "claim", by: "Jana", note: null, seen: 0 };

/** A journal as the first version of the schema made it, with two deliveries and a checkpoint. */
function makeFirstVersion(file: string): void {
  const journal = openAsEarlier(file, 1);
  journal.append(1_000, { method: "POST", contentType: "text/plain", body: "ring", query: null });
  journal.append(2_000, byGet("odd"), "not understood");
  journal.close();
  const database = new DatabaseSync(file);
  database.exec("INSERT INTO checkpoint VALUES (1, 'old', 2, '{}')");
  database.close();
}

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-journal-"));
  path = join(folder, "journal.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describeJournal("the SQLite journal", {
  open: (clock) => createSqliteJournal(path, clock),
  obstruct() {
    const rival = new DatabaseSync(path);
    rival.exec("BEGIN IMMEDIATE");
    return () => rival.close();
  },
  keeps: true,
});

describe("the SQLite file", () => {
  test("[J9] is written ahead and synchronised in full, as SQLite itself reports", () => {
    const database = openForWriting(path);
    expect(pragma(database, "journal_mode")).toBe("wal");
    expect(pragma(database, "synchronous")).toBe(2);
    database.close();
  });

  test("[J9] where a write-ahead log is impossible the start is refused", () => {
    expect(() => openForWriting(":memory:")).toThrow(StartError);
  });

  test("[J9] a file that is something else is refused, and left as it was", () => {
    writeFileSync(path, "not a database, but long enough to be looked at as one by whoever opens it".repeat(10));
    expect(() => openForWriting(path)).toThrow(/cannot be opened/);
    rmSync(path);
    const foreign = new DatabaseSync(path);
    foreign.exec("CREATE TABLE theirs (x)");
    foreign.close();
    expect(() => openForWriting(path)).toThrow(/not a journal/);
    const again = new DatabaseSync(path);
    expect(again.prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "theirs" }]);
    again.close();
  });

  test("[J5] shows nothing of a commit that failed halfway", () => {
    const storage = createSqliteStorage(path);
    const entry = { seq: 1, at: 0, delivery: byGet("") };
    const twice = { entry, refusal: null };
    expect(() => storage.commit([twice, twice])).toThrow();
    expect(storage.read(0, 10)).toEqual([]);
    storage.commit([twice]);
    expect(storage.read(0, 10)).toEqual([entry]);
    storage.close();
  });

  test("[J11] where no claim can be written the folder is named, and the right that is missing", () => {
    mkdirSync(`${path}-lock`);
    const needs = "whoever runs Ringside must have the right to write to it and to the files in it";
    expect(() => createSqliteJournal(path, systemClock)).toThrow(
      `The data folder ${dirname(path)} cannot be used: ${needs} (unable to open database file).`,
    );
  });

  test("[J11] belongs to one process at a time", async () => {
    const journal = createSqliteJournal(path, systemClock);
    expect(() => createSqliteJournal(path, systemClock)).toThrow("Another Ringside is running on");
    await journal.close();
    const next = createSqliteJournal(path, systemClock);
    await next.close();
  });

  test("[J9] a journal of a later version is refused", () => {
    const database = openForWriting(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => createSqliteJournal(path, systemClock)).toThrow(/99/);
  });

  test("[J13] a journal of the first version is brought to this one, with all that is in it", async () => {
    makeFirstVersion(path);
    const journal = createSqliteJournal(path, systemClock);
    const ring = { method: "POST", contentType: "text/plain", body: "ring", query: null };
    const entries = [
      { seq: 1, at: 1_000, delivery: ring },
      { seq: 2, at: 2_000, delivery: byGet("odd") },
    ];
    expect(await journal.read(0, 10)).toEqual(entries);
    expect(await journal.refused(9, 9)).toEqual([{ entry: entries[1], reason: "not understood" }]);
    expect(await journal.countRefused()).toBe(1);
    expect(await journal.checkpoints.load("old")).toEqual({ fingerprint: "old", seq: 2, state: "{}" });
    const added = [await journal.appendAct(claim), await journal.append(byGet(""), "odd")];
    await journal.close();
    const again = createSqliteJournal(path, systemClock);
    expect(await again.read(0, 10)).toEqual([...entries, ...added]);
    expect((await again.refused(9, 9)).map(({ entry }) => entry.seq)).toEqual([4, 2]);
    await again.close();
  });

  test("[J13] a file that was brought up is laid out as one that was made", () => {
    const layoutOf = (file: string) => {
      const database = openForWriting(file);
      const columns = database.prepare("SELECT name, type, \"notnull\" FROM pragma_table_info('entry')").all();
      const indexes = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index'").all();
      const version = pragma(database, "user_version");
      database.close();
      return { columns, indexes, version };
    };
    makeFirstVersion(path);
    expect(layoutOf(path)).toEqual(layoutOf(join(folder, "new.db")));
  });

  test("[J13] a change of version that fails leaves the file as it was", () => {
    makeFirstVersion(path);
    const spoilt = new DatabaseSync(path);
    // What the last step makes is there, and is something else.
    spoilt.exec("CREATE VIEW upkeep AS SELECT seq AS name FROM entry");
    spoilt.close();
    expect(() => openForWriting(path)).toThrow(/cannot be opened/);
    const database = new DatabaseSync(path);
    expect(pragma(database, "user_version")).toBe(1);
    expect(database.prepare("SELECT \"notnull\" FROM pragma_table_info('entry') WHERE name = 'method'").get()).toEqual({
      notnull: 1,
    });
    database.close();
  });

  test("[J13] who only reads a journal of the first version is told to start the server once", () => {
    makeFirstVersion(path);
    expect(() => openSqliteReader(path)).toThrow(StartError);
    expect(() => openSqliteReader(path)).toThrow(/of an earlier version of Ringside; start the server on it once/);
  });

  test("[J12] an act that cannot be read stands in nobody's way, and is given back as it stands", async () => {
    const journal = createSqliteJournal(path, systemClock);
    await journal.appendAct(claim);
    await journal.close();
    const texts = ["no JSON", '{"of":"greeting"}', '{"of":"missed","id":7}', "null"];
    const database = new DatabaseSync(path);
    const insert = database.prepare("INSERT INTO entry (seq, at, act) VALUES (?, 0, ?)");
    for (const [index, text] of texts.entries()) insert.run(index + 2, text);
    database.close();
    const again = createSqliteJournal(path, systemClock);
    const [readable, ...others] = await again.read(0, 10);
    expect(readable?.act).toEqual(claim);
    expect(others).toEqual(texts.map((text, index) => ({ seq: index + 2, at: 0, unreadable: text })));
    expect((await again.append(byGet(""), null)).seq).toBe(6);
    await again.close();
  });

  test("[J6] what was refused is found through its index", () => {
    const database = openForWriting(path);
    const plan = database
      .prepare(
        "EXPLAIN QUERY PLAN SELECT seq FROM entry WHERE refusal IS NOT NULL AND seq < 9 ORDER BY seq DESC LIMIT 5",
      )
      .all();
    expect(plan).toMatchObject([{ detail: expect.stringMatching(/INDEX entry_refused/) }]);
    database.close();
  });

  test("[J10] can be read while it is written", async () => {
    const journal = createSqliteJournal(path, systemClock);
    const ring = byGet("event=ringing");
    await journal.append(ring, null);
    const reader = openSqliteReader(path);
    expect(reader.read(0, 10)).toHaveLength(1);
    await journal.append(ring, null);
    expect(reader.read(0, 10)).toEqual(await journal.read(0, 10));
    reader.close();
    await journal.close();
  });

  test("[J10] reading makes no journal where there is none", () => {
    expect(() => openSqliteReader(join(folder, "absent.db"))).toThrow(StartError);
  });
});

describe("a file that is taken away while the journal is open", () => {
  const tell = (journal: ReturnType<typeof createSqliteJournal>, query: string) => journal.append(byGet(query), null);

  test("[J20] refuses what it would be given, tells that it cannot be written, and makes no new one", async () => {
    const journal = createSqliteJournal(path, systemClock);
    await tell(journal, "kept");
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`);
    for (const query of ["lost", "lost as well"])
      await expect(tell(journal, query)).rejects.toThrow(JournalUnavailable);
    expect(journal.writable()).toBe(false);
    expect(existsSync(path)).toBe(false);
    await journal.close();
  });

  test("[J20] is written on where it is put back, and nothing acknowledged is missing", async () => {
    const journal = createSqliteJournal(path, systemClock);
    for (const query of ["first", "second"]) await tell(journal, query);
    renameSync(path, `${path}.away`);
    await expect(tell(journal, "third")).rejects.toThrow(JournalUnavailable);
    renameSync(`${path}.away`, path);
    await tell(journal, "fourth");
    const told = (await journal.read(0, 10)).map(({ delivery }) => delivery?.query);
    expect(told.filter((query) => query !== "third")).toEqual(["first", "second", "fourth"]);
    await journal.close();
  });
});

describe("a process that dies", () => {
  test("[J8] [J12] after kill -9 everything acknowledged is there, without a gap", async () => {
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const writer = spawn(process.execPath, [child, path], { stdio: ["ignore", "pipe", "inherit"] });
      let seen = 0;
      for await (const line of lines(writer)) {
        acknowledged = Number(line);
        seen += 1;
        if (seen === 200 + round * 37) writer.kill("SIGKILL");
      }
      const journal = createSqliteJournal(path, systemClock);
      const entries = await journal.read(0, 1_000_000);
      expect(entries.length).toBeGreaterThanOrEqual(acknowledged);
      expect(entries.every(({ seq }, index) => seq === index + 1)).toBe(true);
      expect(seen).toBeGreaterThanOrEqual(200);
      expect(entries.some(({ act }) => act !== undefined)).toBe(true);
      expect(entries.every((entry) => !("unreadable" in entry))).toBe(true);
      await journal.close();
    }
  });

  test("[J5] a disk that is full refuses, and once it has room the journal goes on without a gap", async () => {
    const limited = `ulimit -S -f 600; trap '' XFSZ; exec "$0" "$@"`;
    const writer = spawn("bash", ["-c", limited, process.execPath, child, path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let highest = 0;
    let refused = 0;
    let afterwards = 0;
    for await (const line of lines(writer)) {
      if (line === "refused") refused += 1;
      else {
        expect(Number(line)).toBe(highest + 1);
        highest += 1;
      }
      if (refused === 50 && line === "refused")
        execFileSync("prlimit", ["--pid", `${writer.pid}`, "--fsize=unlimited:"]);
      if (refused >= 50 && line !== "refused") afterwards += 1;
      if (afterwards === 100) writer.kill("SIGKILL");
    }
    expect(refused).toBeGreaterThanOrEqual(50);
    const journal = createSqliteJournal(path, systemClock);
    const entries = await journal.read(0, 1_000_000);
    expect(entries.length).toBeGreaterThanOrEqual(highest);
    expect(entries.every(({ seq }, index) => seq === index + 1)).toBe(true);
    await journal.close();
  });
});

async function* lines(process: ChildProcess): AsyncGenerator<string> {
  if (!process.stdout) return;
  const exit = once(process, "exit");
  yield* createInterface({ input: process.stdout });
  await exit;
}
