import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { CallRecord, LostIn } from "#lib/board/board.ts";
import type { Tally } from "#lib/call/call-shares.ts";

/** All that is given must hold; times epoch ms, `from` ≤ beginning < `to`. */
export interface ArchiveFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly direction?: CallRecord["direction"] | undefined;
  readonly queue?: string | undefined;
  readonly agent?: string | undefined;
  readonly outcome?: CallRecord["state"] | undefined;
  readonly lostIn?: LostIn | undefined;
  /** Digits: the whole caller key (nine), or the end of one. */
  readonly callerEnd?: string | undefined;
  /** Only what stands behind it: beginning and id of the last call seen. */
  readonly before?: { readonly startedAt: number; readonly id: string } | undefined;
}

/** A tally and the call it is of. */
export interface ArchivedTally {
  readonly key: string;
  readonly tally: Tally;
}

/** Which tallies: `number` is the queue or the agent. Epoch ms, `from` ≤ `at` < `to`. */
export interface TallyFilter {
  readonly of: Tally["of"];
  readonly number?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * The calls of months: a fold of the journal like the board, which hands over each call as it lets go of it. Taking one
 * twice changes nothing (`key` is `id@beginning`). What is asked sees all that was handed over before it was asked.
 * Losing it costs time, never truth: it is built again from the journal.
 */
export interface CallArchive {
  /** In order: calls let go of, and numbers that are read otherwise from here on (past calls are read again). */
  take(calls: readonly ArchivedCall[], readings: readonly NumberReading[]): void;
  /** Resolves when all that was taken is safe on disk; `rev` is the position of the journal it stands for. */
  flush(rev: number): Promise<void>;
  /** Position of the last flush; 0: empty, or written by other rules. */
  rev(): Promise<number>;
  /** Forgets everything: the journal is folded from its beginning. */
  clear(): Promise<void>;
  /** Newest first, at most `limit`. */
  calls(filter: ArchiveFilter, limit: number): Promise<readonly { key: string; record: CallRecord }[]>;
  /** By key; those not held are left out. */
  byKey(keys: readonly string[]): Promise<readonly { key: string; record: CallRecord; call: ArchivedCall }[]>;
  /** Newest first by `at`, at most `limit`, those behind `before`. */
  tallies(
    filter: TallyFilter,
    limit: number,
    before: { readonly at: number; readonly key: string } | null,
  ): Promise<readonly ArchivedTally[]>;
  /** Every tally of the range, in no order, a page at a time: for sums. */
  eachTally(filter: Pick<TallyFilter, "from" | "to">, take: (tallies: readonly ArchivedTally[]) => void): Promise<void>;
  close(): Promise<void>;
}
