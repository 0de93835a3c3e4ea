import type { DatabaseSync } from "node:sqlite";
import { bringBack, hasColumn, leaveReadable } from "./sqlite-way-back.ts";

export const SCHEMA_VERSION = 3;

/** How far entries were rewritten, and what is still to be. */
const UPKEEP_TABLE = "CREATE TABLE upkeep (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;";

export const SCHEMA = `
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    method TEXT,
    content_type TEXT,
    body TEXT,
    query TEXT,
    refusal TEXT,
    act TEXT,
    events TEXT
  ) STRICT;
  CREATE INDEX entry_refused ON entry (seq) WHERE refusal IS NOT NULL;
  CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  ${UPKEEP_TABLE}
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Between two versions, both ways. A column that is there once stays there on the way down, with all that is in it: an
 * earlier version of the product does not look at it. So nothing is lost, and the next way up finds it again.
 */
interface Step {
  /** Reads and writes no rows, but in a file that has been further up before: a journal holds years. */
  up(database: DatabaseSync): void;
  /** Makes of what the lower version knows nothing of something that it passes over or understands. Returns what it cannot. */
  down(database: DatabaseSync): number;
}

/** By the lower version. */
const STEPS: Readonly<Record<number, Step>> = {
  1: {
    up(database) {
      if (hasColumn(database, "act")) bringBack(database, "act");
      else {
        database.exec("ALTER TABLE entry ALTER COLUMN method DROP NOT NULL; ALTER TABLE entry ADD COLUMN act TEXT;");
      }
    },
    down(database) {
      // A delivery that says nothing: it moves the board's position, and nothing else.
      database.exec("UPDATE entry SET method = 'GET', query = '' WHERE act IS NOT NULL");
      return 0;
    },
  },
  2: {
    up(database) {
      if (hasColumn(database, "events")) bringBack(database, "events");
      else database.exec(`ALTER TABLE entry ADD COLUMN events TEXT; ${UPKEEP_TABLE}`);
    },
    down: leaveReadable,
  },
};

export function isKnownVersion(version: unknown): boolean {
  return version === SCHEMA_VERSION || Number(version) in STEPS;
}

/** All steps or none. To be called where that version is known. */
export function migrate(database: DatabaseSync, from: number): void {
  if (from === SCHEMA_VERSION) return;
  inTransaction(database, () => {
    for (let version = from; version < SCHEMA_VERSION; version += 1) STEPS[version]?.up(database);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

/**
 * Makes a file of this version one that an earlier version of the product reads, all of it or nothing.
 * @param to a version that is known
 * @returns how many entries that version will pass over though they say something
 */
export function migrateDown(database: DatabaseSync, to: number): number {
  return inTransaction(database, () => {
    let passedOver = 0;
    for (let version = SCHEMA_VERSION - 1; version >= to; version -= 1)
      passedOver += STEPS[version]?.down(database) ?? 0;
    // What it folded, the other version would fold otherwise.
    database.exec(`DELETE FROM checkpoint; PRAGMA user_version = ${to}`);
    return passedOver;
  });
}

function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (cause) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw cause;
  }
}
