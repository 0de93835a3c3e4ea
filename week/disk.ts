import { chance, type Random } from "#lib/simulator/random.ts";
import { createSteadyClock } from "#server/clock.ts";
import type { EntryStorage, StoredEntry } from "#server/journal/entry-storage.ts";
import { createGroupedJournal } from "#server/journal/grouped-journal.ts";
import type { Checkpoint, CheckpointStore, RefusedDelivery } from "#server/journal/journal.ts";
import { type ArchiveFile, createArchiveFile } from "./archive-file.ts";
import type { Home } from "./home.ts";
import type { Life } from "./life.ts";

/**
 * - `well`: every commit is safe when it returns.
 * - `slow`: it is, after it has held its process up.
 * - `full`: nothing can be written.
 * - `failing`: nothing can be said of what is written, and nothing read.
 */
export type DiskCondition = "well" | "slow" | "full" | "failing";

/** At which point of a commit its process ends. */
export const commitPoints = ["before", "written", "synced"] as const;

export type CommitPoint = (typeof commitPoints)[number];

/** The journal's file on the disk of one machine. */
export interface Disk extends Home {
  readonly archive: ArchiveFile;
  become(condition: DiskCondition): void;
  /** The next commit ends its process at that point. */
  crashAtCommit(point: CommitPoint, crash: () => void): void;
  /** The last checkpoint is no longer what was written. */
  spoilCheckpoint(): void;
}

/** ms a slow disk takes at most. */
const SLOWNESS = 700;

/** @param parts.careless control: commits return before they are synced, which is done later */
export function createDisk(parts: { random: Random; careless: boolean }): Disk {
  const { random, careless } = parts;
  const archive = createArchiveFile(random);
  const entries: StoredEntry[] = [];
  let synced = 0;
  let condition: DiskCondition = "well";
  const checkpoint = createCheckpointFile(() => condition);
  let ambush: { readonly point: CommitPoint; readonly crash: () => void } | null = null;

  function crashAt(point: CommitPoint): void {
    if (ambush?.point !== point) return;
    const { crash } = ambush;
    ambush = null;
    crash();
    throw new Error("the process has ended");
  }

  function commit(life: Life, added: readonly StoredEntry[]): void {
    crashAt("before");
    if (condition === "failing" && chance(random, 0.4)) entries.push(...added);
    requireWritable(condition);
    entries.push(...added);
    crashAt("written");
    if (careless) life.timers.after(1_000, sync);
    else sync();
    if (condition === "slow") life.holdUp(SLOWNESS * random());
    crashAt("synced");
  }

  function sync(): void {
    synced = entries.length;
  }

  function storageOf(life: Life): EntryStorage {
    return whileAlive(life, {
      commit: (added) => commit(life, added),
      reopen() {
        requireWritable(condition);
        sync();
      },
      last: () => entries.at(-1)?.entry ?? null,
      read(after, limit) {
        requireReadable(condition);
        return entries.slice(after, after + limit).map(({ entry }) => entry);
      },
      refused: (before, limit) => refusedBefore(entries, before, limit),
      countRefused: () => entries.filter(({ refusal }) => refusal !== null).length,
      dropRefusal: () => false,
      close: () => undefined,
    });
  }

  return {
    archive,
    entries,
    become(next) {
      condition = next;
    },
    crashAtCommit(point, crash) {
      ambush = { point, crash };
    },
    losePower() {
      // A commit is one transaction: all of it is there again, or nothing.
      if (careless || chance(random, 0.5)) entries.length = synced;
      sync();
      archive.losePower();
    },
    spoilCheckpoint: checkpoint.spoil,
    async open(life, local) {
      // What is in its log is written and synced anew before anybody goes by it.
      requireReadable(condition);
      sync();
      const clock = createSteadyClock(local, life.timers.elapsed);
      const journal = createGroupedJournal(storageOf(life), clock, life.timers);
      return { journal: { ...journal, checkpoints: whileAlive(life, checkpoint.store) }, clock, close: journal.close };
    },
    openArchive: archive.open,
  };
}

function createCheckpointFile(condition: () => DiskCondition) {
  let kept: Checkpoint | null = null;
  const store: CheckpointStore = {
    async load(fingerprint) {
      requireReadable(condition());
      return kept?.fingerprint === fingerprint ? kept : null;
    },
    async save(saved) {
      requireWritable(condition());
      kept = saved;
    },
  };
  return {
    store,
    spoil() {
      if (kept !== null) kept = { ...kept, state: kept.state.slice(0, -9) };
    },
  };
}

function requireWritable(condition: DiskCondition): void {
  if (condition === "full") throw new Error("ENOSPC: no space left on device");
  requireReadable(condition);
}

function requireReadable(condition: DiskCondition): void {
  if (condition === "failing") throw new Error("EIO: input/output error");
}

/** What a process does after its end does nothing. */
function whileAlive<Port extends object>(life: Life, port: Port): Port {
  const guarded = Object.entries(port).map(([name, work]) => [
    name,
    (...given: readonly unknown[]) => {
      if (!life.alive()) throw new Error("the process has ended");
      return (work as (...given: readonly unknown[]) => unknown)(...given);
    },
  ]);
  return Object.fromEntries(guarded) as Port;
}

function refusedBefore(entries: readonly StoredEntry[], before: number, limit: number): readonly RefusedDelivery[] {
  const found: RefusedDelivery[] = [];
  for (const { entry, refusal } of entries.slice(0, Math.max(0, before - 1)).toReversed()) {
    if (entry.act === undefined && refusal !== null && found.length < limit) found.push({ entry, reason: refusal });
  }
  return found;
}
