import { statfs } from "node:fs/promises";
import type { Clock } from "#server/clock.ts";
import { createLoopLateness, type Lateness } from "./loop-lateness.ts";

/** How the process and what it stands on are. */
export interface Vitals {
  report(): VitalsReport;
  /** Looks at once, unless it is looking already. */
  look(): Promise<void>;
  /** Called after each look. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

export interface VitalsReport {
  readonly eventLoop: Lateness & { readonly ok: boolean };
  /** Where the data lies; null: it lies on no disk, or nothing is told of it. */
  readonly disk: DiskSpace | null;
  /** null: backups are not this server's business. */
  readonly backups: BackupAge | null;
}

export interface DiskSpace {
  readonly ok: boolean;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface BackupAge {
  readonly ok: boolean;
  /** Epoch ms; null: there is none yet. */
  readonly lastAt: number | null;
}

export interface BackupNews {
  /** Epoch ms of the last one; null: there is none. */
  readonly lastAt: number | null;
  /** The last try, or what must come before it, failed, or waits for a clock that jumped. */
  readonly failed: boolean;
}

export interface VitalsParts {
  /** null: nothing is kept on a disk. */
  readonly dataFolder: string | null;
  /** Must not throw. null: backups are not this server's business. */
  readonly backups: (() => BackupNews) | null;
  readonly clock: Clock;
}

const LOOK_EVERY_MS = 5_000;
/** Screens call a server silent after five seconds: one that is late by a second now and then is near it. */
const TOO_LATE_S = 1;
/** The log of a busy hour and a backup must still find room. */
const LOW_BYTES = 512 * 1024 * 1024;
/** One is made every day, at a quiet moment. */
const BACKUP_DUE_MS = 26 * 60 * 60_000;

/** Resolves once everything was looked at, and looks again by itself. */
export async function openVitals({ dataFolder, backups, clock }: VitalsParts): Promise<Vitals> {
  const loop = createLoopLateness();
  const listeners = new Set<() => void>();
  const startedAt = clock.now();

  async function take(): Promise<VitalsReport> {
    const lateness = loop.take();
    return {
      eventLoop: { ok: lateness.max < TOO_LATE_S, ...lateness },
      disk: dataFolder === null ? null : await spaceAt(dataFolder),
      backups: backups && ageOf(backups()),
    };
  }

  function ageOf({ lastAt, failed }: BackupNews): BackupAge {
    const overdue = clock.now() - (lastAt ?? startedAt) > BACKUP_DUE_MS;
    return { ok: !(failed || overdue), lastAt };
  }

  let latest = await take();
  let looking = false;

  /** A drive that does not answer is asked once, and not again every few seconds. */
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    latest = await take();
    looking = false;
    for (const listener of listeners) listener();
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();

  return {
    report: () => latest,
    look,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      loop.close();
    },
  };
}

/** null: the folder is gone, or its file system tells nothing. */
async function spaceAt(folder: string): Promise<DiskSpace | null> {
  try {
    const { bsize, blocks, bavail } = await statfs(folder);
    const freeBytes = bavail * bsize;
    return { ok: freeBytes >= LOW_BYTES, freeBytes, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}
