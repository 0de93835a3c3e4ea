import type { CallRecord } from "#lib/board/board.ts";

/** One entry of a call into a queue, and how it left. Instants are epoch ms. */
export interface PassageTruth {
  readonly queue: string;
  readonly enteredAt: number;
  readonly leftAt: number;
  readonly outcome: "answered" | "missed" | "overflowed";
  /** The leg on which it was answered. */
  readonly leg: number | null;
}

/** What a finished call was, told by the one who made it up, and never read back from the feed. */
export interface CallTruth {
  readonly record: CallRecord;
  readonly passages: readonly PassageTruth[];
  /** The agent of an outbound call, answered or not. */
  readonly dialedBy: string | null;
  /** A phone stands here once for every ring that ran out on it. */
  readonly ringsNotAnswered: readonly string[];
}
