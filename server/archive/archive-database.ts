import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { ARCHIVE_INDEXES, ARCHIVE_TABLES, ARCHIVE_VERSION } from "./archive-schema.ts";

const BUSY_TIMEOUT_MS = 1_000;
/** Else the WAL of a long refold keeps its size on the disk for good. */
const WAL_SIZE_LIMIT = 64 * 1024 * 1024;

/**
 * Opens the archive's file for its one writer. A file that is damaged, or was written by other rules (`fingerprint`), is
 * replaced by an empty one: everything in it can be had from the journal again. Throws what SQLite throws.
 */
export function openArchive(path: string, fingerprint: string): { database: DatabaseSync; isNew: boolean } {
  const found = tryOpen(path);
  if (found !== null) {
    if (fingerprintOf(found) === fingerprint) return { database: found, isNew: false };
    found.close();
  }
  removeArchive(path);
  const database = connect(path);
  database.exec(`BEGIN; ${ARCHIVE_TABLES} ${ARCHIVE_INDEXES} PRAGMA user_version = ${ARCHIVE_VERSION}; COMMIT;`);
  database.prepare("INSERT INTO meta (id, fingerprint, rev) VALUES (1, ?, 0)").run(fingerprint);
  return { database, isNew: true };
}

/** Opens the file beside its writer. */
export function openArchiveForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
}

export function removeArchive(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

function connect(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Durability is asked for at a flush alone; what a power cut takes before it is folded again.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA journal_size_limit = ${WAL_SIZE_LIMIT};
      PRAGMA trusted_schema = OFF;
      PRAGMA secure_delete = ON;
    `);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** null: it is no database. */
function tryOpen(path: string): DatabaseSync | null {
  try {
    return connect(path);
  } catch {
    return null;
  }
}

/** null: of another version, or damaged. */
function fingerprintOf(database: DatabaseSync): string | null {
  try {
    const version = Object.values(database.prepare("PRAGMA user_version").get() ?? {})[0];
    if (version !== ARCHIVE_VERSION) return null;
    const row = database.prepare("SELECT fingerprint FROM meta").get();
    return typeof row?.["fingerprint"] === "string" ? row["fingerprint"] : null;
  } catch {
    return null;
  }
}
