import type { ActEntry, DeliveryEntry } from "#lib/board/journal-entry.ts";
import type { RefusedDelivery } from "./journal.ts";
import type { KeptEntry } from "./kept-entry.ts";

export type StoredEntry = StoredDelivery | StoredAct;

interface StoredDelivery {
  readonly entry: DeliveryEntry;
  /** Why the delivery was not understood; null when it was. */
  readonly refusal: string | null;
}

interface StoredAct {
  readonly entry: ActEntry;
  readonly refusal: null;
}

/**
 * Where the entries of one journal rest. Every call is synchronous and may throw; only `createCommitLog` writes.
 */
export interface EntryStorage {
  /** All or nothing. What it was given is safe on disk when it returns; nothing can be said when it throws. */
  commit(entries: readonly StoredEntry[]): void;
  /** After a failed `commit`: makes the storage fit for writing again, or throws. */
  reopen(): void;
  last(): KeptEntry | null;
  /** Entries with `seq > after`, in order, at most `limit`. */
  read(after: number, limit: number): readonly KeptEntry[];
  /** Newest first, at most `limit`, with `seq < before`. */
  refused(before: number, limit: number): readonly RefusedDelivery[];
  countRefused(): number;
  /** Whether there was one to take away. */
  dropRefusal(seq: number): boolean;
  close(): void;
}
