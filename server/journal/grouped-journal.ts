import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Clock } from "#server/clock.ts";
import { systemTimers, type Timers } from "#server/timers.ts";
import { createCommitLog } from "./commit-log.ts";
import type { Draft } from "./draft.ts";
import type { EntryStorage } from "./entry-storage.ts";
import { type Journal, JournalUnavailable } from "./journal.ts";

interface Waiter {
  readonly draft: Draft;
  readonly resolve: (entry: JournalEntry) => void;
  readonly reject: (reason: JournalUnavailable) => void;
}

/**
 * A journal with group commit over synchronous storage: everything that arrives while a commit runs shares the next.
 *
 * Order within one turn of the event loop: the sockets are read (each complete request calls `append`), then `flush`
 * runs once for all of them: commit, listeners, waiters. No timer can run between an entry's time stamp and its
 * listeners, so a board that advances by timers has never passed an entry it has yet to fold.
 *
 * A listener that throws is a bug, and surfaces as an uncaught exception: the entries are safe, and the waiters stay
 * without an answer.
 */
export function createGroupedJournal(storage: EntryStorage, clock: Clock, timers: Timers = systemTimers): Journal {
  const log = createCommitLog(storage, clock, timers.after);
  let waiting: Waiter[] = [];

  function flush(): void {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const entries = commit(batch);
    for (const [index, { resolve }] of batch.entries()) {
      const entry = entries[index];
      if (entry) resolve(entry);
    }
  }

  function commit(batch: readonly Waiter[]): readonly JournalEntry[] {
    try {
      return log.write(batch.map(({ draft }) => draft));
    } catch (cause) {
      if (log.fit()) throw cause;
      const reason = new JournalUnavailable("the journal cannot be written", { cause });
      for (const { reject } of batch) reject(reason);
      return [];
    }
  }

  function append(draft: Draft): Promise<JournalEntry> {
    return new Promise((resolve, reject) => {
      waiting.push({ draft, resolve, reject });
      if (waiting.length === 1) timers.nextTurn(flush);
    });
  }

  return {
    append: (delivery, refusal, read) => append({ delivery, refusal, read }),
    appendAct: (act) => append({ act, refusal: null }),
    read: async (after, limit) => storage.read(after, limit),
    head: async () => log.head(),
    refused: async (before, limit) => storage.refused(before, limit),
    countRefused: async () => log.countRefused(),
    noteUnderstood: async (seq) => log.dropRefusal(seq),
    subscribe: log.subscribe,
    // Nobody else has this storage.
    onRewritten: () => () => undefined,
    current: () => true,
    unseenFor: () => 0,
    writable: log.fit,
    async close() {
      flush();
      log.close();
    },
  };
}
