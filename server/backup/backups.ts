import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import type { Clock } from "#server/clock.ts";
import { claimFile } from "#server/journal/file-claim.ts";
import {
  ACCESS_FILE,
  backupNamesIn,
  isBackupName,
  JOURNAL_FILE,
  momentOfName,
  nameOfMoment,
  replacedOf,
} from "./backup-files.ts";
import { writeChecksums } from "./checksums.ts";
import type { BackupContent } from "./inspect-backup.ts";

/** A copy of what cannot be made again: the journal, and who may do what. */
export interface BackupFacts {
  /** Of its folder, which is its time. */
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly bytes: number;
}

export interface Backups {
  /** Resolves with a backup that was read to its last entry. Rejects where there is none then, with `TakenError` while another is made. */
  make(): Promise<{ readonly facts: BackupFacts; readonly content: BackupContent }>;
  /** Newest first. */
  list(): readonly BackupFacts[];
  /** Epoch ms of the last one that is not ahead of the clock; null: there is none. */
  lastAt(): number | null;
  /** The journals in them, and in what restores replaced, but for what cannot be read. */
  journals(): readonly string[];
}

/** Seven nights of them. */
const MOST = 7;

export interface BackupParts {
  /** Of the backups; made where there is none, for its owner alone. */
  readonly folder: string;
  /** Files to copy; those that are not there are passed over. */
  readonly sources: { readonly journal: string; readonly access: string };
  readonly clock: Clock;
  /** Reads a backup to its last entry. Rejects where that cannot be. */
  readonly inspect: (folder: string) => Promise<BackupContent>;
}

export function createBackups({ folder, sources, clock, inspect }: BackupParts): Backups {
  const facts = (name: string): BackupFacts => {
    const path = join(folder, name);
    const bytes = readdirSync(path).reduce((sum, file) => sum + statSync(join(path, file)).size, 0);
    return { name, at: momentOfName(name), bytes };
  };

  const isAhead = (name: string) => momentOfName(name) > clock.now();
  /** Newest first. */
  const past = () => backupNamesIn(folder).filter((name) => !isAhead(name));

  /** What a restore replaced goes when the last backup before it does. */
  function clearOld(): void {
    const [oldest, ...older] = past().slice(MOST - 1);
    const ahead = backupNamesIn(folder).filter(isAhead).slice(MOST);
    const outlived = readdirSync(folder).filter(
      (name) => oldest !== undefined && (replacedOf(name)?.moment ?? oldest) < oldest,
    );
    for (const name of [...older, ...ahead, ...outlived]) rmSync(join(folder, name), { recursive: true });
  }

  /** What another was making would be cleared away. */
  async function makeAlone() {
    for (const name of readdirSync(folder)) if (name.endsWith(".part")) rmSync(join(folder, name), { recursive: true });
    const name = nameOfMoment(clock.now());
    const part = join(folder, `${name}.part`);
    mkdirSync(part, { mode: 0o700 });
    await copyFile(sources.journal, join(part, JOURNAL_FILE));
    if (existsSync(sources.access)) await copyFile(sources.access, join(part, ACCESS_FILE));
    await writeChecksums(part);
    const content = await inspect(part);
    renameSync(part, join(folder, name));
    clearOld();
    return { facts: facts(name), content };
  }

  return {
    async make() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const release = claimFile(folder, `Another backup is being made in ${folder}: try again once it is done.`);
      try {
        return await makeAlone();
      } finally {
        release();
      }
    },
    list: () => backupNamesIn(folder).map(facts),
    lastAt() {
      const [last] = past();
      return last === undefined ? null : momentOfName(last);
    },
    journals: () =>
      (existsSync(folder) ? readdirSync(folder) : [])
        .filter((name) => isBackupName(name) || replacedOf(name)?.readable === true)
        .map((name) => join(folder, name, JOURNAL_FILE))
        .filter((path) => existsSync(path)),
  };
}

/** Beside its writer, as of one moment. Rejects where the copy has not all that was there before. */
async function copyFile(source: string, path: string): Promise<void> {
  const from = new DatabaseSync(source, { readOnly: true, timeout: 1_000 });
  try {
    const before = rowsIn(from);
    await backup(from, path, { rate: 1_000 });
    const copy = new DatabaseSync(path);
    try {
      if (rowsIn(copy) < before) throw new Error("the copy is not whole");
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
