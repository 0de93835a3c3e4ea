import { existsSync, statSync } from "node:fs";
import { type DeliveryRow, ENTRY_COLUMNS, type EntryRow, prepareRead, toDeliveryEntry, toEntry } from "./entry-row.ts";
import type { EntryStorage } from "./entry-storage.ts";
import { claimFile } from "./file-claim.ts";
import { type Checkpoint, type CheckpointStore, JournalUnavailable, type JournalUpkeep } from "./journal.ts";
import { takeOver } from "./sqlite-database.ts";
import { SCHEMA_VERSION } from "./sqlite-schema.ts";
import { createSqliteUpkeep } from "./sqlite-upkeep.ts";

export interface SqliteStorage extends EntryStorage {
  readonly checkpoints: CheckpointStore;
  readonly upkeep: JournalUpkeep;
}

/**
 * Throws `StartError` when the file cannot be used.
 * @param open throws `StartError`; tests pass one that keeps less
 */
export function createSqliteStorage(path: string, open = takeOver): SqliteStorage {
  const release = claimFile(path);
  let connection: Connection | null = connectOrElse(path, open, release);

  function use(): Connection {
    if (connection === null) throw new JournalUnavailable("the journal is not open");
    return connection;
  }

  function shut(): void {
    const shutting = connection;
    connection = null;
    shutting?.database.close();
  }

  return {
    commit(entries) {
      const { database, inode, begin, insert, insertAct, commit } = use();
      begin.run();
      try {
        for (const { entry, refusal } of entries) {
          if (entry.act !== undefined) insertAct.run(entry.seq, entry.at, JSON.stringify(entry.act));
          else {
            const { method, contentType, body, query } = entry.delivery;
            insert.run(entry.seq, entry.at, method, contentType, body, query, refusal);
          }
        }
        commit.run();
        requireFile(path, inode);
      } catch (cause) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw cause;
      }
    },
    // A connection that has seen an I/O error may hold descriptors of a disk that is gone; a new one reads the file as
    // a restart would. Only a real write tells that the disk is well.
    reopen() {
      shut();
      // A new one would begin at nothing, and a restart would take it for the journal.
      if (!existsSync(path)) throw new JournalUnavailable("the journal's file is gone");
      connection = connect(path, open);
      connection.touch.run();
    },
    last() {
      const row = use().last.get() as EntryRow | undefined;
      return row ? toEntry(row) : null;
    },
    read: (after, limit) => use().read(after, limit),
    refused(before, limit) {
      const rows = use().refused.all(before, limit) as unknown as (DeliveryRow & { readonly refusal: string })[];
      return rows.map((row) => ({ entry: toDeliveryEntry(row), reason: row.refusal }));
    },
    dropRefusal: (seq) => use().dropRefusal.run(seq).changes > 0,
    countRefused: () => (use().countRefused.get() as { readonly count: number }).count,
    close() {
      shut();
      release();
    },
    upkeep: createSqliteUpkeep(() => use().database),
    checkpoints: {
      async load(fingerprint) {
        return (use().loadCheckpoint.get(fingerprint) as unknown as Checkpoint | undefined) ?? null;
      },
      async save({ fingerprint, seq, state }) {
        use().saveCheckpoint.run(fingerprint, seq, state);
      },
    },
  };
}

function connectOrElse(path: string, open: Open, release: () => void): Connection {
  try {
    return connect(path, open);
  } catch (cause) {
    release();
    throw cause;
  }
}

type Open = typeof takeOver;
type Connection = ReturnType<typeof connect>;

/** A file that was deleted or moved takes every commit, and gives nothing back. */
function requireFile(path: string, inode: number): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.ino !== inode || !existsSync(`${path}-wal`)) throw new JournalUnavailable("the journal's file is gone");
}

function connect(path: string, open: Open) {
  const database = open(path);
  return {
    database,
    inode: statSync(path).ino,
    begin: database.prepare("BEGIN IMMEDIATE"),
    commit: database.prepare("COMMIT"),
    insert: database.prepare(
      "INSERT INTO entry (seq, at, method, content_type, body, query, refusal) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    insertAct: database.prepare("INSERT INTO entry (seq, at, act) VALUES (?, ?, ?)"),
    touch: database.prepare(`PRAGMA user_version = ${SCHEMA_VERSION}`),
    last: database.prepare(`SELECT ${ENTRY_COLUMNS} FROM entry ORDER BY seq DESC LIMIT 1`),
    read: prepareRead(database),
    refused: database.prepare(
      `SELECT ${ENTRY_COLUMNS}, refusal FROM entry
       WHERE refusal IS NOT NULL AND seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
    dropRefusal: database.prepare("UPDATE entry SET refusal = NULL WHERE seq = ? AND refusal IS NOT NULL"),
    countRefused: database.prepare("SELECT count(*) AS count FROM entry WHERE refusal IS NOT NULL"),
    loadCheckpoint: database.prepare("SELECT fingerprint, seq, state FROM checkpoint WHERE id = 1 AND fingerprint = ?"),
    saveCheckpoint: database.prepare(
      `INSERT INTO checkpoint (id, fingerprint, seq, state) VALUES (1, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, seq = excluded.seq, state = excluded.state`,
    ),
  };
}
