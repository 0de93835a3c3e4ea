import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { reasonOf } from "#server/reason-of.ts";
import type { WriterOrder, WriterState } from "./archive-messages.ts";
import { type ArchiveReport, ArchiveUnavailable } from "./call-archive.ts";
import type { SqliteArchiveParts } from "./sqlite-archive.ts";
import { startThread, type Thread } from "./thread.ts";

const writerSource = new URL("./archive-writer.worker.ts", import.meta.url);
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
  /** Resolves when there is a file. */
  opened(): Promise<void>;
  report(): ArchiveReport;
  close(): Promise<void>;
}

interface Waiter {
  readonly upTo: number;
  readonly done: PromiseWithResolvers<void>;
}

export function createArchiveOutbox({ path, fingerprint, settings, log }: SqliteArchiveParts): ArchiveOutbox {
  let thread: Promise<Thread<WriterOrder>> | null = null;
  let state: WriterState = { rev: 0, rereading: 0, fresh: false };
  let calls: ArchivedCall[] = [];
  let readings = new Map<string, NumberReading>();
  /** Things taken and things written, so that a question can wait for those before it. */
  let taken = 0;
  let stored = 0;
  let waiters: Waiter[] = [];
  let busy = false;
  let trouble: "none" | "failing" | "lost" = "none";
  let retry: NodeJS.Timeout | null = null;
  let patience: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function open(): Promise<Thread<WriterOrder>> {
    const reopened = thread !== null;
    const next = startThread<WriterOrder>(writerSource);
    try {
      state = (await next.ask({ do: "open", path, fingerprint, settings })) as WriterState;
    } catch (cause) {
      await next.end();
      throw cause;
    }
    if (reopened && state.fresh) lose("its file had to be made anew");
    return next;
  }

  async function order(what: WriterOrder): Promise<void> {
    if (closed) throw new Error("the archive is closed");
    thread ??= open();
    let current: Thread<WriterOrder>;
    try {
      current = await thread;
      if (!current.alive()) {
        thread = open();
        current = await thread;
      }
    } catch (cause) {
      thread = Promise.reject(cause);
      thread.catch(() => undefined);
      throw cause;
    }
    state = (await current.ask(what)) as WriterState;
  }

  /** What was handed over is gone, so the file will never be whole: a start folds the journal again from the checkpoint. */
  function lose(why: string): void {
    if (trouble !== "lost") log.error({ why }, "the history is not kept any more; the next start builds it again");
    trouble = "lost";
    calls = [];
    readings = new Map();
    refuse();
  }

  function refuse(): void {
    const refused = waiters;
    waiters = [];
    for (const { done } of refused) done.reject(unavailable());
  }

  function unavailable(): ArchiveUnavailable {
    return new ArchiveUnavailable(
      trouble === "lost" ? "The history has to be built again." : "The history cannot be written at the moment.",
    );
  }

  async function pump(): Promise<void> {
    if (busy || trouble === "lost" || closed) return;
    busy = true;
    try {
      while (calls.length > 0 || readings.size > 0) await writeBatch();
      if (trouble === "failing") log.info("the history is written again");
      if (trouble === "failing") trouble = "none";
    } catch (cause) {
      if (trouble === "none") log.error({ err: reasonOf(cause) }, "the history cannot be written");
      if (trouble === "none") trouble = "failing";
      refuse();
      retry = setTimeout(() => void pump(), TRY_AGAIN_MS).unref();
    } finally {
      busy = false;
    }
  }

  async function writeBatch(): Promise<void> {
    const batch = { calls: calls.slice(0, BATCH), readings: [...readings.values()] };
    await order({ do: "take", ...batch });
    if (trouble === "lost") return;
    calls = calls.slice(batch.calls.length);
    for (const reading of batch.readings) {
      if (readings.get(reading.number) === reading) readings.delete(reading.number);
    }
    if (batch.readings.length > 0 && state.rereading > 0) patience = waitForReread();
    stored = taken - calls.length - readings.size;
    const ready = waiters.filter(({ upTo }) => upTo <= stored);
    waiters = waiters.filter(({ upTo }) => upTo > stored);
    for (const { done } of ready) done.resolve();
  }

  /** Soon, not at once: of a large past a correction may take minutes, and nobody's lookup can wait for them. */
  async function waitForReread(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, REREAD_PATIENCE_MS).unref();
    });
    await Promise.race([order({ do: "catch-up" }).catch(() => undefined), enough]);
    clearTimeout(timer);
  }

  async function handedOver(): Promise<void> {
    if (trouble !== "none") throw unavailable();
    if (stored >= taken) return;
    const done = Promise.withResolvers<void>();
    waiters.push({ upTo: taken, done });
    await done.promise;
  }

  return {
    take(more, changed) {
      if (trouble === "lost" || (more.length === 0 && changed.length === 0)) return;
      for (const call of more) calls.push(call);
      const before = readings.size;
      for (const reading of changed) readings.set(reading.number, reading);
      taken += more.length + readings.size - before;
      if (calls.length > MOST_WAITING) lose("too many calls wait to be written");
      else void pump();
    },
    async written() {
      await handedOver();
      await patience;
    },
    async flush(rev) {
      await handedOver();
      try {
        await order({ do: "flush", rev });
      } catch (cause) {
        throw new ArchiveUnavailable(`The history cannot be kept: ${reasonOf(cause)}.`, { cause });
      }
      if (trouble !== "none") throw unavailable();
    },
    async rev() {
      thread ??= open();
      await thread;
      return state.rev;
    },
    async clear() {
      calls = [];
      readings = new Map();
      stored = taken;
      await order({ do: "clear" });
    },
    async opened() {
      thread ??= open();
      await thread;
    },
    report: () => ({
      ok: trouble === "none",
      rev: state.rev,
      behind: calls.length + state.rereading,
    }),
    async close() {
      if (closed) return;
      const current = await thread?.catch(() => null);
      closed = true;
      if (retry !== null) clearTimeout(retry);
      await current?.ask({ do: "close" }).catch(() => undefined);
      await current?.end();
    },
  };
}
