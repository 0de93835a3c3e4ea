import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Clock } from "#server/clock.ts";
import type { After } from "#server/timers.ts";
import { type Draft, entryOf } from "./draft.ts";
import type { EntryStorage, StoredEntry } from "./entry-storage.ts";
import { JournalUnavailable } from "./journal.ts";
import type { KeptEntry } from "./kept-entry.ts";

type Condition = { readonly is: "fit" } | { readonly is: "failed" | "closed"; readonly cause: unknown };

type Listener = (entries: readonly KeptEntry[]) => void;

const PROBE_INTERVAL_MS = 1_000;
const ADOPT_PAGE = 1_000;

/** Numbers, stamps, commits and tells, over storage that may fail and recover. */
export interface CommitLog {
  /** All of them or none; tells the listeners, then returns. Throws what the storage threw. */
  write(drafts: readonly Draft[]): readonly JournalEntry[];
  head(): number;
  countRefused(): number;
  /** Throws where the storage cannot be written. */
  dropRefusal(seq: number): void;
  fit(): boolean;
  subscribe(listener: Listener): () => void;
  close(): void;
}

export function createCommitLog(storage: EntryStorage, clock: Clock, after: After): CommitLog {
  const audience = createAudience(storage.last());
  let condition: Condition = { is: "fit" };
  let refused = storage.countRefused();

  /**
   * A commit that was reported as failed may have reached the disk all the same, and shows after the reopening. Such
   * entries were refused to their senders, but they are in the journal: the listeners must see what a restart would.
   */
  function mend(): void {
    try {
      storage.reopen();
      const { seq } = audience.last();
      if ((storage.last()?.seq ?? 0) < seq) throw new Error("the journal on disk has lost entries");
      for (let found = storage.read(seq, ADOPT_PAGE); found.length > 0; ) {
        audience.tell(found);
        found = storage.read(audience.last().seq, ADOPT_PAGE);
      }
      refused = storage.countRefused();
      condition = { is: "fit" };
    } catch (cause) {
      condition = { is: "failed", cause };
    }
  }

  /** Without traffic nothing else would notice that the disk is well again. */
  function probeLater(): void {
    after(PROBE_INTERVAL_MS, () => {
      if (condition.is === "failed") mend();
      if (condition.is === "failed") probeLater();
    });
  }

  return {
    write(drafts) {
      if (condition.is === "failed") mend();
      if (condition.is !== "fit") throw condition.cause;
      const last = audience.last();
      const at = Math.max(last.at, clock.now());
      const stored = drafts.map((draft, index) => storedOf(draft, last.seq + 1 + index, at));
      try {
        storage.commit(stored);
      } catch (cause) {
        condition = { is: "failed", cause };
        probeLater();
        throw cause;
      }
      refused += drafts.filter(({ refusal }) => refusal !== null).length;
      const entries = stored.map(({ entry }) => entry);
      audience.tell(entries);
      return entries;
    },
    head: () => audience.last().seq,
    countRefused: () => refused,
    dropRefusal(seq) {
      if (condition.is !== "fit") throw new JournalUnavailable("the journal cannot be written");
      if (storage.dropRefusal(seq)) refused -= 1;
    },
    fit: () => condition.is === "fit",
    subscribe: audience.subscribe,
    close() {
      if (condition.is === "closed") return;
      condition = { is: "closed", cause: new Error("the journal is closed") };
      storage.close();
    },
  };
}

function storedOf(draft: Draft, seq: number, at: number): StoredEntry {
  return draft.act === undefined
    ? { entry: entryOf(draft, seq, at), refusal: draft.refusal }
    : { entry: entryOf(draft, seq, at), refusal: null };
}

/** Who listens, and up to where they have heard. */
function createAudience(newest: KeptEntry | null) {
  const listeners = new Set<Listener>();
  let last: { readonly seq: number; readonly at: number } = newest ?? { seq: 0, at: Number.NEGATIVE_INFINITY };
  return {
    last: () => last,
    tell(entries: readonly KeptEntry[]): void {
      last = entries.at(-1) ?? last;
      for (const listener of listeners) listener(entries);
    },
    subscribe(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
