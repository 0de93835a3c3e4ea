import { copyFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Clock } from "#server/clock.ts";
import { accessPath, journalPath, makeDataFolder } from "#server/config/data-folder.ts";
import { claimFile } from "#server/journal/file-claim.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { ACCESS_FILE, JOURNAL_FILE, nameOfMoment } from "./backup-files.ts";
import { beginStaging, decideRestore, finishRestore, isRestoring } from "./finish-restore.ts";
import { type BackupContent, inspectBackup } from "./inspect-backup.ts";

export interface RestoreParts {
  /** Folder of the backup. */
  readonly from: string;
  /** Data folder; made where there is none. */
  readonly to: string;
  /** Whether what is there may be put aside. */
  readonly replace: boolean;
  readonly settings: BoardSettings;
  readonly clock: Clock;
}

export interface Restored {
  readonly content: BackupContent;
  /** Where what was there is now; null: there was nothing. */
  readonly aside: string | null;
}

/**
 * Puts a backup in the place of a data folder's journal and accounts: a copy that was read to its end, or nothing. Throws
 * `StartError` where the backup is not whole, a server runs there, or something is there that may not be replaced.
 */
export async function restoreBackup({ from, to, replace, settings, clock }: RestoreParts): Promise<Restored> {
  if (!existsSync(join(from, JOURNAL_FILE))) throw new StartError(`There is no backup at ${from}.`);
  makeDataFolder(to);
  const release = claimFile(journalPath(to));
  try {
    finishRestore(to);
    if (!replace && (existsSync(journalPath(to)) || existsSync(accessPath(to)))) {
      throw new StartError(`${to} holds data already: --replace puts it aside, into its folder backups.`);
    }
    const content = await stage(from, to, settings);
    decideRestore(to, nameOfMoment(clock.now()));
    return { content, aside: finishRestore(to) };
  } finally {
    release();
  }
}

/**
 * At a start: ends a restore that the end of its process cut short. Throws `StartError` where it is being done just now.
 * @returns whether there was one
 */
export function resumeRestore(dataFolder: string): boolean {
  if (!isRestoring(dataFolder)) return false;
  const release = claimFile(journalPath(dataFolder));
  try {
    finishRestore(dataFolder);
    return true;
  } finally {
    release();
  }
}

async function stage(from: string, to: string, settings: BoardSettings): Promise<BackupContent> {
  const staged = beginStaging(to);
  try {
    const found = readdirSync(from).filter((name) => isOf(name, JOURNAL_FILE) || isOf(name, ACCESS_FILE));
    for (const name of found) copyFileSync(join(from, name), join(staged, name));
    for (const name of [JOURNAL_FILE, ACCESS_FILE]) settleLog(join(staged, name));
    const content = await inspectBackup(staged, settings, from);
    endSessions(join(staged, ACCESS_FILE));
    return content;
  } catch (cause) {
    rmSync(staged, { recursive: true, force: true });
    if (cause instanceof StartError) throw cause;
    throw new StartError(`The backup at ${from} cannot be copied: ${reasonOf(cause)}.`, { cause });
  }
}

/** A folder of what was replaced has logs beside its files. */
function isOf(name: string, file: string): boolean {
  return name === file || name === `${file}-wal`;
}

/** Makes of a file and its log one file. */
function settleLog(path: string): void {
  if (!existsSync(`${path}-wal`)) return;
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = DELETE");
  } finally {
    database.close();
  }
}

/** A session that was ended since must not come to life again. */
function endSessions(path: string): void {
  if (!existsSync(path)) return;
  const database = new DatabaseSync(path);
  try {
    const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'session'").get();
    if (has !== undefined) database.exec("DELETE FROM session");
  } finally {
    database.close();
  }
}
