import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { syncFolder } from "#server/config/sync-folder.ts";
import { openForWriting, pragma } from "#server/journal/sqlite-database.ts";
import { ACCESS_FILE, JOURNAL_FILE, replacedName, unreadableName } from "./backup-files.ts";

/** Everything in a data folder that is of its journal or its accounts, or made from them. */
const files = [ACCESS_FILE, "calls.db", "past.db", JOURNAL_FILE].flatMap((name) => [
  name,
  `${name}-wal`,
  `${name}-shm`,
]);

/** A folder whose files are still being copied. */
const STAGING = "restoring.part";
/** Whose files are whole, and what they replace may still be in its place; then its moment. */
const DECIDED = /^restoring-(.+)$/;
/** Whose files alone are missing; then its moment. */
const CLEARED = /^restored-(.+)$/;

/** What a restore does to files, one after the other: each is done or not, and none half. */
export interface RestoreSteps {
  move(from: string, to: string): void;
  removeFolder(path: string): void;
}

const realSteps: RestoreSteps = {
  move(from, to) {
    renameSync(from, to);
  },
  removeFolder: rmdirSync,
};

/** Whether a restore was begun in the folder and not brought to its end. */
export function isRestoring(dataFolder: string): boolean {
  const names = existsSync(dataFolder) ? readdirSync(dataFolder) : [];
  return names.some((name) => DECIDED.test(name) || CLEARED.test(name));
}

/** Where the files of a restore are to be copied to: an empty folder. */
export function beginStaging(dataFolder: string): string {
  const path = join(dataFolder, STAGING);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { mode: 0o700 });
  return path;
}

/** From here on the files that were staged are those of the data folder, whatever happens. */
export function decideRestore(dataFolder: string, moment: string, { move }: RestoreSteps = realSteps): void {
  const staged = join(dataFolder, STAGING);
  for (const name of readdirSync(staged)) syncFile(join(staged, name));
  syncFolder(staged);
  move(staged, join(dataFolder, `restoring-${moment}`));
  syncFolder(dataFolder);
}

/**
 * Brings a restore to its end that was decided, at whatever point its process ended. Nobody may have the files open.
 * @returns the folder of what was replaced; null: there was nothing to do, or nothing to replace
 */
export function finishRestore(dataFolder: string, steps: RestoreSteps = realSteps): string | null {
  rmSync(join(dataFolder, STAGING), { recursive: true, force: true });
  const names = existsSync(dataFolder) ? readdirSync(dataFolder) : [];
  const decided = momentIn(names, DECIDED);
  if (decided !== null) {
    putAside(dataFolder, decided, steps);
    steps.move(join(dataFolder, `restoring-${decided}`), join(dataFolder, `restored-${decided}`));
    syncFolder(dataFolder);
  }
  const moment = decided ?? momentIn(names, CLEARED);
  if (moment === null) return null;
  putInPlace(dataFolder, join(dataFolder, `restored-${moment}`), steps);
  return asJudged(dataFolder, moment);
}

/** What no upkeep could do anything to is told apart, so that none fails for it. */
function asJudged(dataFolder: string, moment: string): string | null {
  const aside = asideOf(dataFolder, moment);
  const journal = join(aside, JOURNAL_FILE);
  if (!existsSync(aside)) return null;
  if (!existsSync(journal) || isReadable(journal)) return aside;
  const renamed = join(dataFolder, "backups", unreadableName(moment));
  renameSync(aside, renamed);
  return renamed;
}

function isReadable(path: string): boolean {
  try {
    const database = openForWriting(path);
    try {
      database.exec("PRAGMA journal_mode = DELETE");
      return pragma(database, "quick_check(1)") === "ok";
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

function putAside(dataFolder: string, moment: string, { move }: RestoreSteps): void {
  const aside = asideOf(dataFolder, moment);
  const old = files.filter((name) => existsSync(join(dataFolder, name)));
  if (old.length === 0) return;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of old) move(join(dataFolder, name), join(aside, name));
  syncFolder(aside);
  syncFolder(dataFolder);
}

/** The journal comes last: without it nothing can take the rest for whole. */
function putInPlace(dataFolder: string, from: string, { move, removeFolder }: RestoreSteps): void {
  const found = readdirSync(from);
  for (const name of files.filter((file) => found.includes(file))) move(join(from, name), join(dataFolder, name));
  syncFolder(dataFolder);
  removeFolder(from);
}

function asideOf(dataFolder: string, moment: string): string {
  return join(dataFolder, "backups", replacedName(moment));
}

function momentIn(names: readonly string[], form: RegExp): string | null {
  return names.map((name) => form.exec(name)?.[1]).find((moment) => moment !== undefined) ?? null;
}

/** What is in the file survives a power cut from here on. */
function syncFile(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
