import type { Act } from "#lib/board/act.ts";
import type { DeliveryEntry, JournalEntry } from "#lib/board/journal-entry.ts";
import type { Delivery, Reading } from "#lib/pbx/delivery.ts";
import type { KeptEntry } from "./kept-entry.ts";

/** A delivery that was kept but not understood, for people to look at. */
export interface RefusedDelivery {
  readonly entry: DeliveryEntry;
  readonly reason: string;
}

/**
 * The truth and the bus: every delivery as it came, understood or not, and every act, in one order.
 *
 * - `append` and `appendAct` resolve only after the entry is safe on disk, and reject with `JournalUnavailable` when it cannot be.
 * - `seq` starts at 1 and has no gaps; `at` is the journal's clock and never goes back.
 * - Listeners get every committed entry exactly once, in order of `seq`, in batches, after the commit
 *   and before the `append` that caused it resolves; those that other servers append, soon after.
 */
export interface Journal {
  /** @param read what was read of it, so that nobody who is told need read it again */
  append(delivery: Delivery, refusal: string | null, read?: Reading): Promise<JournalEntry>;
  appendAct(act: Act): Promise<JournalEntry>;
  /** Entries with `seq > after`, in order, at most `limit`. */
  read(after: number, limit: number): Promise<readonly KeptEntry[]>;
  /** `seq` of the last committed entry, 0 when empty. */
  head(): Promise<number>;
  /** Newest first, at most `limit`, with `seq < before`. */
  refused(before: number, limit: number): Promise<readonly RefusedDelivery[]>;
  countRefused(): Promise<number>;
  /** A delivery that was refused once is understood by now, and no longer among the refused. */
  noteUnderstood(seq: number): Promise<void>;
  subscribe(listener: (entries: readonly KeptEntry[]) => void): () => void;
  /**
   * The listener is called once another server has rewritten what was read before in a way that changes boards; when it
   * resolves, nothing is left of what was read before.
   */
  onRewritten(listener: () => Promise<void>): () => void;
  /** Whether the last write worked, for health. */
  writable(): boolean;
  /** Whether listeners have been told all there is, as far as can be known: false while the database is out of reach. */
  current(): boolean;
  /** ms since it was last seen that there is no more to tell; 0 where nobody else appends. */
  unseenFor(): number;
  close(): Promise<void>;
}

/**
 * Puts less in the place of what the journal holds: a raw text becomes what was read of it, a caller is erased. Order,
 * `seq` and `at` stay. Everything takes as long as what it is given is long, and rejects with what the storage throws.
 */
export interface JournalUpkeep {
  /**
   * Runs while no other server of this journal does: two at once would undo each other's work. This server has read anew by
   * then what the others have rewritten, but for what they left half done.
   */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /**
   * To be called once what others left is done. Rejects where it could not be read anew: whoever rewrites it then would
   * bring back what they took out.
   */
  readAnew(): Promise<void>;
  /** Runs while nothing is appended, and every entry there is has been told. To be short: senders wait for it. */
  atRest<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Boards that others have folded, and keep, count no longer: they read the journal anew once it is no longer `under way`.
   * To be called before the first of what makes them wrong.
   */
  outdate(): Promise<void>;
  /** All or nothing: entries in the place of those of the same `seq`, and notes by name (null takes one away). */
  rewrite(entries: readonly JournalEntry[], notes: Readonly<Record<string, string | null>>): Promise<void>;
  note(name: string): Promise<string | null>;
  /** Forgets the checkpoint, where it may hold what was rewritten. */
  dropCheckpoint(): Promise<void>;
  /** Leaves nothing of what was rewritten beside the file: empties its log. False: a reader stands in the way. */
  settle(): Promise<boolean>;
  /** Leaves nothing in the file either: writes it anew. Takes seconds for a large one. */
  writeAnew(): Promise<void>;
}

/** Notes that stand as long as the journal is being rewritten in a way that changes boards. */
export const underWay = { erasing: "erasure", forgetting: "forgetting" } as const;

/** The name of a note: nothing but remains of what was erased may still be there. */
export const SETTLING = "settling";

/** The entry is not safe on disk; the sender must be told so. */
export class JournalUnavailable extends Error {
  override readonly name = "JournalUnavailable";
}

/** A fold's state, kept so that a start need not read the whole journal. Losing it costs time, never truth. */
export interface CheckpointStore {
  /** null: there is none of that fingerprint. */
  load(fingerprint: string): Promise<Checkpoint | null>;
  save(checkpoint: Checkpoint): Promise<void>;
}

export interface Checkpoint {
  /** Changes with the code's reading of the journal. */
  readonly fingerprint: string;
  readonly seq: number;
  readonly state: string;
}
