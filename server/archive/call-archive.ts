import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { CallRecord, LostIn } from "#lib/board/board.ts";
import type { Erasure } from "#lib/board/erasure.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { FigureTask, SumsOf, SumTask } from "#lib/report/sum-task.ts";
import type { TallyPlace } from "./tally-order.ts";

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

/** Where tallies lie: `number` is the queue or the agent, of an `of`. Epoch ms, `from` ≤ `at` < `to`. */
export interface TallySpan {
  readonly of?: Tally["of"] | undefined;
  readonly number?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** Which tallies. */
export interface TallyFilter extends TallySpan {
  readonly of: Tally["of"];
  /** Only those that a figure counts. */
  readonly counted?: FigureTask | undefined;
}

/** A call as a page shows it. */
export interface ListedCall {
  /** `id@beginning`, epoch ms. */
  readonly key: string;
  readonly record: CallRecord;
}

/** A call with all that is known of it. */
export interface KnownCall extends ListedCall {
  readonly call: ArchivedCall;
}

/** How far the archive is. */
export interface ArchiveReport {
  /** False while what was handed over cannot be written. */
  readonly ok: boolean;
  /** Position of the journal that it stands for on disk. */
  readonly rev: number;
  /** Calls handed over that are not written, or wait to be read again. */
  readonly behind: number;
}

/**
 * Of which board something was let go of, and between which two positions of the journal. What lies between two positions
 * is the same whoever folds, so that of several servers over one archive each may bring it.
 */
export interface Whence {
  /** What `generation` said before anything was read of what the board was built from. */
  readonly generation: number;
  /** The position up to which that board has handed everything over before; 0 at the journal's beginning. */
  readonly after: number;
  readonly upTo: number;
}

/**
 * The calls of months: a fold of the journal like the board, which hands over each call as it lets go of it. Taking one
 * twice changes nothing. What is asked sees every call that was handed over before it was asked; a number's new reading
 * reaches the calls of the past soon after. Every question rejects with `ArchiveUnavailable` where it cannot see that.
 * Losing the archive costs time, never truth: it is built again from the journal.
 */
export interface CallArchive {
  /** In order: calls let go of, and numbers that are read otherwise from here on (past calls are read again). Never throws. */
  take(calls: readonly ArchivedCall[], readings: readonly NumberReading[], whence: Whence): void;
  /**
   * Rises with every erasure. From then on nothing is taken any more of boards that were built before, by other servers
   * than the one that erased: they may still know of the caller.
   */
  generation(): Promise<number>;
  /**
   * Resolves when all that was taken is safe on disk; `rev` is the position of the journal it stands for. Rejects with
   * `ArchiveUnavailable` when it could not be written.
   */
  flush(rev: number): Promise<void>;
  /** Position of the last flush; 0: empty, or written by other rules. */
  rev(): Promise<number>;
  /** Forgets everything: the journal is folded from its beginning. */
  clear(): Promise<void>;
  /**
   * Resolves when no call that was handed over before tells of the caller any more, in the file or beside it. Rejects
   * with `ArchiveUnavailable` when that is not so.
   */
  erase(erasure: Erasure): Promise<void>;
  /** Resolves when no call is kept that began before `before` (epoch ms). Rejects with `ArchiveUnavailable`. */
  forget(before: number): Promise<void>;
  /** Newest first, at most `limit`. */
  calls(filter: ArchiveFilter, limit: number): Promise<readonly ListedCall[]>;
  /** Those the feed told of under the id, newest first. */
  byId(id: string): Promise<readonly KnownCall[]>;
  /**
   * Newest first by `at`, then key, those behind `before`; at most `limit`, and those of the last one's call and moment:
   * no page ends between them.
   */
  tallies(filter: TallyFilter, limit: number, before: TallyPlace | null): Promise<readonly ArchivedTally[]>;
  /** Every tally of the span, in no order, a page at a time. */
  eachTally(span: TallySpan, take: (tallies: readonly ArchivedTally[]) => void): Promise<void>;
  /** Sums up every tally of the span as the task says, where they lie. */
  sumUp<Task extends SumTask>(span: TallySpan, task: Task): Promise<SumsOf<Task>>;
  report(): ArchiveReport;
  close(): Promise<void>;
}

/** The archive cannot answer, or not safely keep, what was handed over. */
export class ArchiveUnavailable extends Error {
  override readonly name = "ArchiveUnavailable";
}
