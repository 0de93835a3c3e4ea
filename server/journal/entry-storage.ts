import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { RefusedDelivery } from "./journal.ts";

export interface StoredEntry {
  readonly entry: JournalEntry;
  /** Why the delivery was not understood; null when it was. */
  readonly refusal: string | null;
}

/**
 * Where the entries of one journal rest. Every call is synchronous and may throw; only `createCommitLog` writes.
 */
export interface EntryStorage {
  /** All or nothing. What it was given is safe on disk when it returns; nothing can be said when it throws. */
  commit(entries: readonly StoredEntry[]): void;
  /** After a failed `commit`: makes the storage fit for writing again, or throws. */
  reopen(): void;
  last(): JournalEntry | null;
  /** Entries with `seq > after`, in order, at most `limit`. */
  read(after: number, limit: number): readonly JournalEntry[];
  /** Newest first, at most `limit`, with `seq < before`. */
  refused(before: number, limit: number): readonly RefusedDelivery[];
  countRefused(): number;
  close(): void;
}
