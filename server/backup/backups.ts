import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import type { Clock } from "#server/clock.ts";

/** A copy of what cannot be made again: the journal, and who may do what. */
export interface BackupFacts {
  /** Of its folder, which is its time. */
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly bytes: number;
}

export interface Backups {
  /** Resolves with a backup that was opened and found whole. Rejects where there is none then. */
  make(): Promise<BackupFacts>;
  /** Newest first. */
  list(): readonly BackupFacts[];
  /** Epoch ms of the last one; null: there is none. */
  lastAt(): number | null;
  /** The journals in them. */
  journals(): readonly string[];
}

/** Seven nights of them. */
const MOST = 7;
const journalName = "ringside.db";
const accessName = "access.db";
const named = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/**
 * @param folder of the backups; made where there is none, for its owner alone
 * @param sources files to copy; those that are not there are passed over
 */
export function createBackups(
  folder: string,
  sources: { readonly journal: string; readonly access: string },
  clock: Clock,
): Backups {
  const names = () =>
    (existsSync(folder) ? readdirSync(folder).filter((name) => named.test(name)) : []).sort().reverse();

  const facts = (name: string): BackupFacts => {
    const path = join(folder, name);
    const bytes = readdirSync(path).reduce((sum, file) => sum + statSync(join(path, file)).size, 0);
    return { name, at: momentOf(name), bytes };
  };

  return {
    async make() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const name of readdirSync(folder))
        if (name.endsWith(".part")) rmSync(join(folder, name), { recursive: true });
      const name = new Date(clock.now()).toISOString().replace(/[:.]/g, "-");
      const part = join(folder, `${name}.part`);
      mkdirSync(part, { mode: 0o700 });
      await copyWhole(sources.journal, join(part, journalName));
      if (existsSync(sources.access)) await copyWhole(sources.access, join(part, accessName));
      renameSync(part, join(folder, name));
      for (const old of names().slice(MOST)) rmSync(join(folder, old), { recursive: true });
      return facts(name);
    },
    list: () => names().map(facts),
    lastAt() {
      const [last] = names();
      return last === undefined ? null : momentOf(last);
    },
    journals: () =>
      names()
        .map((name) => join(folder, name, journalName))
        .filter((path) => existsSync(path)),
  };
}

function momentOf(name: string): number {
  return Date.parse(name.replace(/T(\d\d)-(\d\d)-(\d\d)-/, "T$1:$2:$3."));
}

/** Beside its writer, as of one moment. Rejects where the copy is not whole, or has not all that was there before. */
async function copyWhole(source: string, path: string): Promise<void> {
  const from = new DatabaseSync(source, { readOnly: true, timeout: 1_000 });
  try {
    const before = rowsIn(from);
    await backup(from, path, { rate: 1_000 });
    const copy = new DatabaseSync(path);
    try {
      const { quick_check } = copy.prepare("PRAGMA quick_check").get() as { readonly quick_check: string };
      if (quick_check !== "ok" || rowsIn(copy) < before) throw new Error("the copy is not whole");
      // The copy says that it has a log beside it; on its own it is one file.
      copy.exec("PRAGMA journal_mode = DELETE");
    } finally {
      copy.close();
    }
  } finally {
    from.close();
  }
}

/** How far the journal goes; of another file how many tables it has. */
function rowsIn(database: DatabaseSync): number {
  const isJournal = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entry'").get() !== undefined;
  const counted = isJournal
    ? "SELECT coalesce(max(seq), 0) AS n FROM entry"
    : "SELECT count(*) AS n FROM sqlite_schema";
  return (database.prepare(counted).get() as { readonly n: number }).n;
}
