import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { prepareRead } from "#server/journal/entry-row.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { openForInspection } from "#server/journal/sqlite-database.ts";
import { createLogger } from "#server/log.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { ACCESS_FILE, JOURNAL_FILE } from "./backup-files.ts";
import { requireUnchanged } from "./checksums.ts";

const whole = z.number();

/** What a backup holds, found by folding all of it. */
export const backupContent = z.object({
  /** Of the journal's file. */
  schema: whole,
  /** Position of the last entry. */
  rev: whole,
  /** Of the last entry, epoch ms; null: there is none. */
  lastAt: z.nullable(whole),
  /** Entries that the fold passed over. */
  stumbles: whole,
  /** Of the board at the last entry. */
  calls: whole,
  queues: whole,
  agents: whole,
  missed: whole,
  today: z.record(z.string(), whole),
  /** null: it holds no accounts. */
  accounts: z.nullable(whole),
  /** Whether its files are those that checksums were written of; false: it has none. */
  checked: z.boolean(),
});

export type BackupContent = z.output<typeof backupContent>;

const PAGE = 1_000;

/**
 * Reads a backup to its last entry. Throws `StartError` with what is wrong with it: a file that is missing, damaged, changed
 * since or of no known version, an entry that is missing, out of order or cannot be read.
 *
 * @param folder of its files
 * @param backup where its checksums are, if `folder` holds copies
 */
export async function inspectBackup(
  folder: string,
  settings: BoardSettings,
  backup: string = folder,
): Promise<BackupContent> {
  const journal = await inspectJournal(join(folder, JOURNAL_FILE), settings);
  const accounts = countAccounts(join(folder, ACCESS_FILE));
  return { ...journal, accounts, checked: await requireUnchanged(folder, backup) };
}

async function inspectJournal(
  path: string,
  settings: BoardSettings,
): Promise<Omit<BackupContent, "accounts" | "checked">> {
  if (!existsSync(path)) throw new StartError(`There is no journal at ${path}.`);
  const { database, version: schema } = openForInspection(path);
  try {
    requireIntact(database, path);
    const { state, lastAt, stumbles } = await fold(path, prepareRead(database), settings);
    requireAll(database, path, state.rev);
    const { calls, queues, agents, missed, today } = viewBoard(state);
    return {
      ...{ schema, rev: state.rev, lastAt, stumbles, today: { ...today } },
      ...{ calls: calls.length, queues: queues.length, agents: agents.length, missed: missed.length },
    };
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`${path} cannot be read to its end: ${reasonOf(cause)}.`, { cause });
  } finally {
    database.close();
  }
}

async function fold(
  path: string,
  read: (after: number, limit: number) => readonly KeptEntry[],
  settings: BoardSettings,
): Promise<{ readonly state: BoardState; readonly lastAt: number | null; readonly stumbles: number }> {
  const [first] = read(0, 1);
  // What could not be folded was told of when it came in.
  const guarded = createGuardedFold(foldEntry, createLogger("silent"));
  let state = emptyBoard(settings, first?.at ?? 0);
  let lastAt: number | null = null;
  for (let page = read(0, PAGE); page.length > 0; page = read(state.rev, PAGE)) {
    for (const entry of page) {
      const { rev } = state;
      if (entry.seq !== rev + 1) throw new StartError(`${path} has no entry ${rev + 1}, and one after it.`);
      if (entry.at < (lastAt ?? entry.at)) throw new StartError(`${path} goes back in time at entry ${entry.seq}.`);
      state = guarded.next(state, entry);
      if (state.rev !== entry.seq) throw new StartError(`${path} cannot be folded beyond entry ${rev}.`);
      lastAt = entry.at;
    }
    await nextTurn();
  }
  return { state, lastAt, stumbles: guarded.stumbles().count };
}

function requireIntact(database: DatabaseSync, path: string): void {
  const { integrity_check: found } = database.prepare("PRAGMA integrity_check(1)").get() as {
    readonly integrity_check: string;
  };
  if (found !== "ok") throw new StartError(`${path} is damaged: ${found}.`);
}

/** What the pages did not come upon, such as an entry before the first. */
function requireAll(database: DatabaseSync, path: string, rev: number): void {
  const { count } = database.prepare("SELECT count(*) AS count FROM entry").get() as { readonly count: number };
  if (count !== rev) throw new StartError(`${path} holds ${count} entries, and ${rev} in order.`);
}

function countAccounts(path: string): number | null {
  if (!existsSync(path)) return null;
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      requireIntact(database, path);
      const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'user'").get();
      if (has === undefined) return 0;
      return (database.prepare('SELECT count(*) AS count FROM "user"').get() as { readonly count: number }).count;
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}
