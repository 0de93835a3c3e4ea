import { DatabaseSync } from "node:sqlite";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";

const BUSY_TIMEOUT_MS = 1_000;

/**
 * Opens the file of accounts, sessions, screens, keys and what people looked at; makes it where there is none. Each store
 * brings its own tables, and may have a connection of its own. `:memory:` is a file of this connection alone.
 * Throws `StartError`.
 */
export function openAccessDatabase(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA fullfsync = ON;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
    `);
    return database;
  } catch (cause) {
    throw new StartError(`${path} cannot be used: ${reasonOf(cause)}.`, { cause });
  }
}
