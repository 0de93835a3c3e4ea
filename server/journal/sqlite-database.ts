import { DatabaseSync } from "node:sqlite";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { rewriteLog } from "./rewrite-log.ts";
import { isKnownVersion, migrate, SCHEMA, SCHEMA_VERSION } from "./sqlite-schema.ts";

/** Long enough for another program's short transaction: a refused event is gone for ever. */
const BUSY_TIMEOUT_MS = 250;
/** Else the WAL of one busy hour keeps its size on the disk for good. */
const WAL_SIZE_LIMIT = 64 * 1024 * 1024;
const FULL = 2;

/**
 * Opens a journal's file that the caller has claimed, whoever wrote to it before. What is appended stands behind what is in
 * the log already, and would be lost with it. Throws `StartError`.
 */
export function takeOver(path: string): DatabaseSync {
  return guarded(path, () => {
    rewriteLog(`${path}-wal`);
    return openForWriting(path);
  });
}

/** Opens the journal's file for writing, makes it where there is none. Throws `StartError`. */
export function openForWriting(path: string): DatabaseSync {
  return guarded(path, () => {
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    return closedOnError(database, () => {
      setDurable(database, path);
      createSchema(database);
      requireJournal(database, path);
      migrate(database, Number(pragma(database, "user_version")));
    });
  });
}

/** Opens the journal's file for reading, also while a server writes to it. Throws `StartError`. */
export function openForReading(path: string): DatabaseSync {
  return guarded(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    return closedOnError(database, () => {
      requireJournal(database, path);
      if (pragma(database, "user_version") !== SCHEMA_VERSION) {
        throw new StartError(`${path} is of an earlier version of Ringside; start the server on it once.`);
      }
    });
  });
}

/**
 * Opens the file of a journal of this version or an earlier one, and changes nothing of it, neither its version. `prepareRead`
 * reads it. Throws `StartError`.
 */
export function openForInspection(path: string): { readonly database: DatabaseSync; readonly version: number } {
  const database = guarded(path, () => {
    const opened = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    return closedOnError(opened, () => requireJournal(opened, path));
  });
  return { database, version: Number(pragma(database, "user_version")) };
}

/** Version of the journal's file, which is not changed; null: nothing was made in it yet. Throws `StartError`. */
export function readVersion(path: string): number | null {
  return guarded(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      if (isUnmade(database)) return null;
      requireJournal(database, path);
      return Number(pragma(database, "user_version"));
    } finally {
      database.close();
    }
  });
}

function setDurable(database: DatabaseSync, path: string): void {
  // The `fullfsync` pair matters on macOS alone, where a plain fsync stops at the drive's own cache.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA journal_size_limit = ${WAL_SIZE_LIMIT};
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON;
  `);
  // Both can be refused without an error: by the file system, and by how SQLite was built.
  if (pragma(database, "journal_mode") !== "wal") {
    throw new StartError(`The journal ${path} cannot use a write-ahead log; is it on a network drive?`);
  }
  if (pragma(database, "synchronous") !== FULL) {
    throw new StartError(`The journal ${path} would not survive a power cut: synchronous=FULL was not accepted.`);
  }
}

function createSchema(database: DatabaseSync): void {
  if (isUnmade(database)) database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
}

function isUnmade(database: DatabaseSync): boolean {
  return pragma(database, "user_version") === 0 && !hasTables(database);
}

function requireJournal(database: DatabaseSync, path: string): void {
  const version = pragma(database, "user_version");
  if (isKnownVersion(version)) {
    if (hasEntries(database)) return;
    throw new StartError(`${path} is not a journal of Ringside.`);
  }
  throw new StartError(`${path} is not a journal of this version of Ringside (${version}, not ${SCHEMA_VERSION}).`);
}

/** Other programs number their files as well. */
function hasEntries(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entry'").get() !== undefined;
}

function hasTables(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() !== undefined;
}

/** The one value of a pragma as SQLite itself reports it. */
export function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function closedOnError(database: DatabaseSync, prepare: () => void): DatabaseSync {
  try {
    prepare();
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

function guarded<Result>(path: string, open: () => Result): Result {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`The journal ${path} cannot be opened: ${reasonOf(cause)}.`, { cause });
  }
}
