import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Directory } from "#lib/board/directory.ts";
import { ACCESS_FILE, JOURNAL_FILE } from "#server/backup/backup-files.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { readDirectoryFile } from "./directory-file.ts";
import { syncFolder } from "./sync-folder.ts";

/**
 * Makes the folder where there is none, for its owner alone: it holds callers' numbers. A power cut does not take it away
 * again, with all that is in it. Throws `StartError`.
 */
export function makeDataFolder(path: string): void {
  try {
    const outermost = mkdirSync(path, { recursive: true, mode: 0o700 }) ?? path;
    for (let made = path; made.length >= outermost.length; made = dirname(made)) syncFolder(dirname(made));
  } catch (cause) {
    throw new StartError(`RINGSIDE_DATA cannot be used: ${reasonOf(cause)}.`, { cause });
  }
}

export function journalPath(dataFolder: string): string {
  return join(dataFolder, JOURNAL_FILE);
}

/** Accounts, sessions, screens, keys, and what people looked at. */
export function accessPath(dataFolder: string): string {
  return join(dataFolder, ACCESS_FILE);
}

/** The calls of months: made from the journal, and made again from it when it is lost. */
export function archivePath(dataFolder: string): string {
  return join(dataFolder, "calls.db");
}

/**
 * What the operator says of the numbers: in the named file, else in `directory.csv`; nothing where there is none. Throws
 * `StartError` when it has a fault, or the named one is not there.
 */
export function givenDirectory(dataFolder: string, named: string | null): Directory {
  if (named !== null) return readDirectoryFile(named);
  const path = join(dataFolder, "directory.csv");
  return existsSync(path) ? readDirectoryFile(path) : new Map();
}

/** Copies of the journal and of the accounts. */
export function backupsPath(dataFolder: string): string {
  return join(dataFolder, "backups");
}

/** Boards of the past that were worked out before. */
export function pastPath(dataFolder: string): string {
  return join(dataFolder, "past.db");
}
