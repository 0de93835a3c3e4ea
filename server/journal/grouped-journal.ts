import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import type { Clock } from "#server/clock.ts";
import type { EntryStorage, StoredEntry } from "./entry-storage.ts";
import { type Journal, JournalUnavailable } from "./journal.ts";

interface Waiter {
  readonly delivery: Delivery;
  readonly refusal: string | null;
  readonly resolve: (entry: JournalEntry) => void;
  readonly reject: (reason: JournalUnavailable) => void;
}

type Condition = { readonly is: "fit" } | { readonly is: "failed" | "closed"; readonly cause: unknown };

const PROBE_INTERVAL_MS = 1_000;
const ADOPT_PAGE = 1_000;

/**
 * A journal with group commit over synchronous storage: everything that arrives while a commit runs shares the next.
 *
 * Order within one turn of the event loop: the sockets are read (each complete request calls `append`), then `flush`
 * runs once for all of them, then the listeners hear of it, then the waiters. No timer can run between an entry's
 * time stamp and its listeners, so a board that advances by timers has never passed an entry it has yet to fold.
 */
export function createGroupedJournal(storage: EntryStorage, clock: Clock): Journal {
  const listeners = new Set<(entries: readonly JournalEntry[]) => void>();
  let waiting: Waiter[] = [];
  let condition: Condition = { is: "fit" };
  const newest = storage.last();
  let lastSeq = newest?.seq ?? 0;
  let lastAt = newest?.at ?? Number.NEGATIVE_INFINITY;
  let refusedCount = storage.countRefused();

  function flush(): void {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    if (condition.is === "failed") mend();
    if (condition.is !== "fit") {
      refuse(batch, condition.cause);
      return;
    }

    const entries = stamp(batch);
    try {
      storage.commit(entries);
    } catch (cause) {
      fail(cause);
      refuse(batch, cause);
      return;
    }
    refusedCount += batch.reduce((count, { refusal }) => (refusal === null ? count : count + 1), 0);
    try {
      publish(entries.map(({ entry }) => entry));
    } finally {
      for (const [index, { resolve }] of batch.entries()) {
        const stored = entries[index];
        if (stored) resolve(stored.entry);
      }
    }
  }

  function stamp(batch: readonly Waiter[]): StoredEntry[] {
    const at = Math.max(lastAt, clock.now());
    return batch.map(({ delivery, refusal }, index) => ({
      entry: { seq: lastSeq + 1 + index, at, delivery },
      refusal,
    }));
  }

  function publish(entries: readonly JournalEntry[]): void {
    const last = entries.at(-1);
    if (!last) return;
    lastSeq = last.seq;
    lastAt = last.at;
    for (const listener of listeners) listener(entries);
  }

  function refuse(batch: readonly Waiter[], cause: unknown): void {
    const reason = new JournalUnavailable("the journal cannot be written", { cause });
    for (const { reject } of batch) reject(reason);
  }

  function fail(cause: unknown): void {
    condition = { is: "failed", cause };
    setTimeout(probe, PROBE_INTERVAL_MS).unref();
  }

  /** Without traffic nothing else would notice that the disk is well again. */
  function probe(): void {
    if (condition.is !== "failed") return;
    mend();
    if (condition.is === "failed") setTimeout(probe, PROBE_INTERVAL_MS).unref();
  }

  /**
   * A commit that was reported as failed may have reached the disk all the same, and shows after the reopening. Such
   * entries were refused to their senders, but they are in the journal: the listeners must see what a restart would.
   */
  function mend(): void {
    try {
      storage.reopen();
      if ((storage.last()?.seq ?? 0) < lastSeq) throw new Error("the journal on disk has lost entries");
      for (let found = storage.read(lastSeq, ADOPT_PAGE); found.length > 0; found = storage.read(lastSeq, ADOPT_PAGE)) {
        publish(found);
      }
      refusedCount = storage.countRefused();
      condition = { is: "fit" };
    } catch (cause) {
      condition = { is: "failed", cause };
    }
  }

  return {
    append(delivery, refusal) {
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, refusal, resolve, reject });
        if (waiting.length === 1) setImmediate(flush);
      });
    },
    async read(after, limit) {
      return storage.read(after, limit);
    },
    async head() {
      return lastSeq;
    },
    async refused(before, limit) {
      return storage.refused(before, limit);
    },
    async countRefused() {
      return refusedCount;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    writable: () => condition.is === "fit",
    async close() {
      if (condition.is === "closed") return;
      flush();
      condition = { is: "closed", cause: new Error("the journal is closed") };
      storage.close();
    },
  };
}
