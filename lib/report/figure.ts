import type { CallRecord, LiveCall, Today } from "#lib/board/board.ts";
import type { QueueTargets } from "#lib/board/queue-rules.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { AgentSums, QueueSums } from "#lib/protocol/api/report-answers.ts";

export type TallyOf<Of extends Tally["of"]> = Extract<Tally, { of: Of }>;

/** What tallies of each kind add up to. */
interface SumsOf {
  readonly inbound: Today;
  readonly outbound: Today;
  readonly passage: QueueSums;
  readonly agent: AgentSums;
}

interface Explained {
  readonly title: string;
  /** The rule that counts them, a sentence or two. */
  readonly rule: string;
}

/** What a figure says of its list where that is not its length. */
interface FigureValue<Sums> {
  /** `share`: 0 to 1 of them; `seconds`: of one of them, or the mean; `total`: seconds of all of them. */
  readonly unit: "share" | "seconds" | "total";
  /** null where nothing counts. */
  readonly of: (sums: Sums) => number | null;
}

/** Parts of calls in a range of time, read from the tallies the board itself counts. */
export interface TallyFigure<Of extends Tally["of"]> extends Explained {
  readonly over: Of;
  readonly counts: (tally: TallyOf<Of>, targets: QueueTargets) => boolean;
  /** How many of them the sums hold: the length of the list. */
  readonly inSums: (sums: SumsOf[Of]) => number;
  readonly value?: FigureValue<SumsOf[Of]>;
}

interface LiveFigure extends Explained {
  readonly over: "live-calls";
  readonly counts: (call: LiveCall) => boolean;
}

interface CallerFigure extends Explained {
  readonly over: "calls-of-caller";
  readonly counts: (call: CallRecord) => boolean;
  /** Where no range is given: since when. */
  readonly since: "midnight" | "ever";
}

interface RowFigure extends Explained {
  readonly over: "calls-of-row";
}

export type Figure =
  | TallyFigure<"inbound">
  | TallyFigure<"outbound">
  | TallyFigure<"passage">
  | TallyFigure<"agent">
  | LiveFigure
  | CallerFigure
  | RowFigure;
