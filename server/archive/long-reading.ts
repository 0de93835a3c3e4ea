import type { SumsOf, SumTask } from "#lib/report/sum-task.ts";
import type { ArchivedTally, TallyFilter, TallySpan } from "./call-archive.ts";
import type { TallyPlace } from "./tally-order.ts";

/** What a thread is asked that reads a database for long. `least` is the position that the edition must reach to. */
export type LongReadingOrder =
  | { readonly do: "open"; readonly url: string; readonly fingerprint: string }
  | { readonly do: "sum-up"; readonly least: number; readonly span: TallySpan; readonly task: SumTask }
  /** Of those that a figure counts, which may stand far apart. */
  | {
      readonly do: "tallies";
      readonly least: number;
      readonly filter: TallyFilter;
      readonly limit: number;
      readonly before: TallyPlace | null;
    }
  | { readonly do: "close" };

export interface LongReadingAnswers {
  readonly "sum-up": SumsOf<SumTask>;
  readonly tallies: readonly ArchivedTally[];
}
