import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { Erasure } from "#lib/board/erasure.ts";
import type { Logger } from "#server/log.ts";
import { reasonOf } from "#server/reason-of.ts";
import { type After, systemTimers } from "#server/timers.ts";
import type { WriterOrder } from "./archive-messages.ts";
import { createArchiveTrouble } from "./archive-trouble.ts";
import { createBacklog } from "./backlog.ts";
import { type ArchiveReport, ArchiveUnavailable } from "./call-archive.ts";
import type { WriterThread } from "./writer-thread.ts";

/** Calls handed to the writer at once: some 2 ms of this thread, some 50 of the writer's. */
const BATCH = 200;
/** Calls that wait for a disk that refuses them: some 100 MB. */
const MOST_WAITING = 50_000;
const TRY_AGAIN_MS = 1_000;
/** How long a question waits for calls to be read again after a number has changed. */
const REREAD_PATIENCE_MS = 200;

/** The way of calls to the thread that writes them: in order, one batch at a time, again and again where it fails. */
export interface ArchiveOutbox {
  take(calls: readonly ArchivedCall[], readings: readonly NumberReading[]): void;
  /** Resolves when all that was taken before can be read. Rejects with `ArchiveUnavailable` when it cannot be written. */
  written(): Promise<void>;
  flush(rev: number): Promise<void>;
  rev(): Promise<number>;
  clear(): Promise<void>;
  erase(erasure: Erasure): Promise<void>;
  forget(before: number): Promise<void>;
  /** Resolves when there is a file. */
  opened(): Promise<void>;
  report(): ArchiveReport;
  close(): Promise<void>;
}

export interface OutboxParts {
  /** @param madeAnew called when a thread had to be started again and found no file it could use */
  readonly thread: (madeAnew: () => void) => WriterThread;
  readonly log: Logger;
  readonly after?: After;
}

export function createArchiveOutbox({ log, after = systemTimers.after, ...parts }: OutboxParts): ArchiveOutbox {
  const backlog = createBacklog();
  const trouble = createArchiveTrouble(log);
  const thread = parts.thread(() => lose("its file had to be made anew"));
  let busy = false;
  let cancelRetry: (() => void) | null = null;
  let patience: Promise<unknown> = Promise.resolve();

  /** What was handed over is gone, so the file will never be whole: a start folds it again from the checkpoint on. */
  function lose(why: string): void {
    backlog.refuse(trouble.lose(why));
    backlog.drop();
  }

  async function pump(): Promise<void> {
    if (busy || trouble.lost()) return;
    busy = true;
    try {
      for (let batch = backlog.next(BATCH); batch !== null; batch = backlog.next(BATCH)) {
        await thread.ask({ do: "take", ...batch });
        backlog.written(batch);
        if (batch.readings.length > 0) patience = rereadSoon(thread, after);
      }
      trouble.worked();
    } catch (cause) {
      backlog.refuse(trouble.failed(cause));
      cancelRetry = after(TRY_AGAIN_MS, () => void pump());
    } finally {
      busy = false;
    }
  }

  async function caughtUp(): Promise<void> {
    trouble.refuseIfAny();
    await backlog.caughtUp();
  }

  async function ask(order: WriterOrder): Promise<void> {
    try {
      await thread.ask(order);
    } catch (cause) {
      throw new ArchiveUnavailable(`The history cannot be kept: ${reasonOf(cause)}.`, { cause });
    }
    trouble.refuseIfAny();
  }

  return {
    take(calls, readings) {
      if (trouble.lost() || (calls.length === 0 && readings.length === 0)) return;
      backlog.add(calls, readings);
      if (backlog.size() > MOST_WAITING) lose("too many calls wait to be written");
      else void pump();
    },
    async written() {
      await caughtUp();
      await patience;
    },
    async flush(rev) {
      await caughtUp();
      await ask({ do: "flush", rev });
    },
    async rev() {
      await thread.opened();
      return thread.state().rev;
    },
    async clear() {
      backlog.drop();
      await ask({ do: "clear" });
    },
    async erase(erasure) {
      await caughtUp();
      await ask({ do: "erase", erasure });
    },
    async forget(before) {
      await caughtUp();
      await ask({ do: "forget", before });
    },
    opened: thread.opened,
    report: () => {
      const { rev, rereading } = thread.state();
      return { ok: !trouble.any(), rev, behind: backlog.size() + rereading };
    },
    async close() {
      cancelRetry?.();
      await thread.close();
    },
  };
}

/**
 * Resolves when the calls of the past are read again, or have been for long enough: a correction of a large past may take
 * minutes, and nobody's lookup can wait for them.
 */
async function rereadSoon(thread: WriterThread, after: After): Promise<void> {
  if (thread.state().rereading === 0) return;
  const enough = new Promise<void>((resolve) => after(REREAD_PATIENCE_MS, resolve));
  await Promise.race([thread.ask({ do: "catch-up" }).catch(() => undefined), enough]);
}
