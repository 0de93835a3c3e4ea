import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Erasure } from "#lib/board/erasure.ts";
import type { SumsOf, SumTask } from "#lib/report/sum-task.ts";
import type { ArchivedTally, ArchiveFilter, KnownCall, ListedCall, TallyFilter, TallySpan } from "./call-archive.ts";
import type { TallyPlace } from "./tally-order.ts";

// What the archive says to its two threads. Each order is answered once, in the order of asking.

export type WriterOrder =
  | { readonly do: "open"; readonly path: string; readonly fingerprint: string; readonly settings: BoardSettings }
  | { readonly do: "take"; readonly calls: readonly ArchivedCall[]; readonly readings: readonly NumberReading[] }
  | { readonly do: "flush"; readonly rev: number }
  | { readonly do: "clear" }
  | { readonly do: "erase"; readonly erasure: Erasure }
  /** Epoch ms. */
  | { readonly do: "forget"; readonly before: number }
  /** Answered when no call waits to be read again. */
  | { readonly do: "catch-up" }
  | { readonly do: "close" };

/** What every answer of the writer tells of it. */
export interface WriterState {
  readonly rev: number;
  /** Calls that wait to be read again, at the most. */
  readonly rereading: number;
  /** Whether the file was made anew when it was opened. */
  readonly fresh: boolean;
}

export type ReaderOrder =
  | { readonly do: "open"; readonly path: string }
  | { readonly do: "calls"; readonly filter: ArchiveFilter; readonly limit: number }
  | { readonly do: "by-id"; readonly id: string }
  | { readonly do: "tallies"; readonly filter: TallyFilter; readonly limit: number; readonly before: TallyPlace | null }
  /** The next page of a long reading, which begins with the first; an empty page is the last. */
  | { readonly do: "each-tally"; readonly name: number; readonly span: TallySpan }
  | { readonly do: "sum-up"; readonly span: TallySpan; readonly task: SumTask }
  /** Nobody wants the rest of a long reading. */
  | { readonly do: "enough"; readonly name: number }
  | { readonly do: "close" };

/** What an order of the reader is answered with. */
export interface ReaderAnswers {
  readonly calls: readonly ListedCall[];
  readonly "by-id": readonly KnownCall[];
  readonly tallies: readonly ArchivedTally[];
  readonly "each-tally": readonly ArchivedTally[];
  readonly "sum-up": SumsOf<SumTask>;
}

/** An order on its way to a thread, and the answer on its way back. */
export interface Envelope<Order> {
  readonly id: number;
  readonly order: Order;
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly reason: string };
