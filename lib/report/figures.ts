import type { CallRecord, LiveCall, Today } from "#lib/board/board.ts";
import { averageHandleTime, averageSpeedOfAnswer } from "#lib/board/queue-entry.ts";
import type { QueueTargets } from "#lib/board/queue-rules.ts";
import { isWaiting } from "#lib/board/waiting.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { AgentSums, QueueSums } from "#lib/protocol/api/report-answers.ts";
import type { FigureName } from "./figure-names.ts";
import { formulas } from "./formulas.ts";

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
interface TallyFigure<Of extends Tally["of"]> extends Explained {
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

const isWithin = ({ wait }: TallyOf<"passage">, seconds: number): boolean => wait !== null && wait <= seconds * 1000;

const isServedOrLost = ({ outcome }: TallyOf<"passage">): boolean => outcome === "answered" || outcome === "missed";

/** What every figure is called, the rule that counts it, and that rule as code: a list is what its figure counts. */
export const figures: Readonly<Record<FigureName, Figure>> = {
  inbound: {
    over: "inbound",
    title: "Inbound calls",
    rule: "Every call that came in, counted when it began.",
    counts: () => true,
    inSums: ({ inbound }) => inbound,
  },
  "inbound-open": {
    over: "inbound",
    title: "Not yet answered",
    rule: "Inbound calls that are still there and that nobody has answered yet.",
    counts: ({ outcome }) => outcome === "open",
    inSums: (today) => today.inbound - today.answered - today.missed - today.abandonedInIvr - today.unknown,
  },
  answered: {
    over: "inbound",
    title: "Answered calls",
    rule: "Inbound calls that somebody spoke to, on any queue or phone, counted when the call began.",
    counts: ({ outcome }) => outcome === "answered",
    inSums: ({ answered }) => answered,
  },
  missed: {
    over: "inbound",
    title: "Missed calls",
    rule: "Inbound calls that ended in a queue or at a phone and that nobody answered anywhere.",
    counts: ({ outcome }) => outcome === "missed",
    inSums: ({ missed }) => missed,
  },
  "abandoned-in-ivr": {
    over: "inbound",
    title: "Left in the menu",
    rule: "Inbound calls whose caller hung up in the menu, before any queue or phone.",
    counts: ({ outcome }) => outcome === "abandonedInIvr",
    inSums: ({ abandonedInIvr }) => abandonedInIvr,
  },
  unknown: {
    over: "inbound",
    title: "Unknown ends",
    rule: "Inbound calls whose end was never told: they were closed by age, and nobody knows how they ended.",
    counts: ({ outcome }) => outcome === "unknown",
    inSums: ({ unknown }) => unknown,
  },
  outbound: {
    over: "outbound",
    title: "Outbound calls",
    rule: "Every call an agent dialled, counted when the dialling began.",
    counts: () => true,
    inSums: ({ outbound }) => outbound,
  },
  "outbound-answered": {
    over: "outbound",
    title: "Outbound calls answered",
    rule: "Calls an agent dialled and that somebody answered.",
    counts: ({ answered }) => answered,
    inSums: ({ outboundAnswered }) => outboundAnswered,
  },
  "queue-offered": {
    over: "passage",
    title: "Offered",
    rule: "Every time a call entered the queue, counted when it entered; a call that came back counts again.",
    counts: () => true,
    inSums: ({ offered }) => offered,
  },
  "queue-answered": {
    over: "passage",
    title: "Answered",
    rule: "Times a call was in the queue and a phone answered it there.",
    counts: ({ outcome }) => outcome === "answered",
    inSums: ({ answered }) => answered,
  },
  "queue-missed": {
    over: "passage",
    title: "Missed",
    rule: "Times the caller was lost in the queue, or at a phone that rang for it, with nobody answering.",
    counts: ({ outcome }) => outcome === "missed",
    inSums: ({ missed }) => missed,
  },
  "queue-overflowed": {
    over: "passage",
    title: "Overflowed",
    rule: "Times a call left the queue for another place without being answered.",
    counts: ({ outcome }) => outcome === "overflowed",
    inSums: ({ overflowed }) => overflowed,
  },
  "queue-unknown": {
    over: "passage",
    title: "Unknown",
    rule: "Times a call was in the queue when all trace of it was lost; it was closed by age.",
    counts: ({ outcome }) => outcome === "unknown",
    inSums: ({ unknown }) => unknown,
  },
  "queue-open": {
    over: "passage",
    title: "Still there",
    rule: "Calls that entered the queue and that nobody has answered yet.",
    counts: ({ outcome }) => outcome === "open",
    inSums: (sums) => sums.offered - sums.answered - sums.missed - sums.overflowed - sums.unknown,
  },
  "queue-answered-in-time": {
    over: "passage",
    title: "Answered in time",
    rule: "Answered in the queue after a wait no longer than the queue's target.",
    counts: (tally, { answerWithin }) => tally.outcome === "answered" && isWithin(tally, answerWithin),
    inSums: ({ answeredInTime }) => answeredInTime,
  },
  "queue-lost-shortly": {
    over: "passage",
    title: "Hung up at once",
    rule: "Missed in the queue after a wait no longer than its short-abandon limit; the service level forgives these.",
    counts: (tally, { shortAbandon }) => tally.outcome === "missed" && isWithin(tally, shortAbandon),
    inSums: ({ lostShortly }) => lostShortly,
  },
  "queue-lost-in-time": {
    over: "passage",
    title: "Missed within the target",
    rule: "Missed in the queue before its target for an answer had passed; some service level formulas forgive these.",
    counts: (tally, { answerWithin }) => tally.outcome === "missed" && isWithin(tally, answerWithin),
    inSums: ({ lostInTime }) => lostInTime,
  },
  "queue-service-level": {
    over: "passage",
    title: "Service level",
    rule: "Answered within the queue's target, out of these: answered and missed, without those who hung up within its short-abandon limit.",
    counts: (tally, { shortAbandon }) =>
      tally.outcome === "answered" || (tally.outcome === "missed" && !isWithin(tally, shortAbandon)),
    inSums: ({ answered, missed, lostShortly }) => answered + missed - lostShortly,
    value: { unit: "share", of: formulas["short-forgiven"].share },
  },
  "queue-level-of-offered": {
    over: "passage",
    title: "Service level, of all offered",
    rule: "Answered within the queue's target, out of these: every time a call entered the queue.",
    counts: () => true,
    inSums: ({ offered }) => offered,
    value: { unit: "share", of: formulas.offered.share },
  },
  "queue-level-of-answered": {
    over: "passage",
    title: "Service level, of all answered",
    rule: "Answered within the queue's target, out of these: answered in the queue.",
    counts: ({ outcome }) => outcome === "answered",
    inSums: ({ answered }) => answered,
    value: { unit: "share", of: formulas.answered.share },
  },
  "queue-level-of-answered-or-missed": {
    over: "passage",
    title: "Service level, of answered and missed",
    rule: "Answered within the queue's target, out of these: answered and missed, however soon the caller hung up.",
    counts: isServedOrLost,
    inSums: ({ answered, missed }) => answered + missed,
    value: { unit: "share", of: formulas["answered-or-missed"].share },
  },
  "queue-level-with-early-hang-ups": {
    over: "passage",
    title: "Service level, early hang-ups as served",
    rule: "Answered within the queue's target, or missed before it had passed, out of these: answered and missed.",
    counts: isServedOrLost,
    inSums: ({ answered, missed }) => answered + missed,
    value: { unit: "share", of: formulas["all-in-time"].share },
  },
  "queue-waits": {
    over: "passage",
    title: "Average wait of answered calls (ASA)",
    rule: "The mean wait from entering the queue to the answer, taken over these: answered in the queue, with a known wait.",
    counts: ({ outcome, wait }) => outcome === "answered" && wait !== null,
    inSums: ({ waits }) => waits,
    value: { unit: "seconds", of: averageSpeedOfAnswer },
  },
  "queue-talks": {
    over: "passage",
    title: "Average talk (AHT)",
    rule: "The mean talk of the conversations that answered the queue's calls, taken over these: answered, and the talk is over.",
    counts: ({ outcome, talk }) => outcome === "answered" && talk !== null,
    inSums: ({ talks }) => talks,
    value: { unit: "seconds", of: averageHandleTime },
  },
  "queue-longest-wait": {
    over: "passage",
    title: "Longest wait",
    rule: "The longest that one caller waited in the queue, answered or missed, out of these.",
    counts: isServedOrLost,
    inSums: ({ answered, missed }) => answered + missed,
    value: { unit: "seconds", of: ({ longestWait }) => (longestWait === null ? null : longestWait / 1000) },
  },
  "agent-answered": {
    over: "agent",
    title: "Answered by the agent",
    rule: "Conversations with callers, transferred ones too, counted when they began.",
    counts: ({ deed }) => deed === "answered",
    inSums: ({ answered }) => answered,
  },
  "agent-ring-no-answer": {
    over: "agent",
    title: "Rang, no answer",
    rule: "Times the phone rang until it ran out, or until a caller gave up after at least ten seconds; never because a colleague was quicker.",
    counts: ({ deed }) => deed === "rang-no-answer",
    inSums: ({ ringNoAnswer }) => ringNoAnswer,
  },
  "agent-outbound": {
    over: "agent",
    title: "Dialled by the agent",
    rule: "Outbound calls the agent dialled, answered or not.",
    counts: ({ deed }) => deed === "dialed",
    inSums: ({ outbound }) => outbound,
  },
  "agent-talks": {
    over: "agent",
    title: "Talk time",
    rule: "The agent's time in conversation, inbound and outbound, summed over these.",
    counts: ({ deed }) => deed === "answered" || deed === "talked",
    inSums: ({ talks }) => talks,
    value: { unit: "total", of: ({ talkSum }) => talkSum / 1000 },
  },
  "now-waiting": {
    over: "live-calls",
    title: "Waiting now",
    rule: "Callers who wait for a person: in a queue, or while a phone rings. Not those in a menu, nor calls without a sign of life.",
    counts: isWaiting,
  },
  "now-ringing": {
    over: "live-calls",
    title: "Ringing now",
    rule: "Waiting callers for whom at least one phone rings.",
    counts: (call) => isWaiting(call) && call.ringing.length > 0,
  },
  "now-talking": {
    over: "live-calls",
    title: "Talking now",
    rule: "Calls in conversation, without those that gave no sign of life for long.",
    counts: (call) => !call.uncertain && (call.state === "answered" || call.state === "transferred"),
  },
  "now-in-menu": {
    over: "live-calls",
    title: "In the menu now",
    rule: "Callers who listen to a menu; they do not wait for a person yet.",
    counts: (call) => !call.uncertain && call.state === "ivr",
  },
  "now-outbound": {
    over: "live-calls",
    title: "Outbound now",
    rule: "Calls an agent dialled, ringing or in conversation.",
    counts: (call) => call.direction === "outbound",
  },
  "now-uncertain": {
    over: "live-calls",
    title: "No sign of life",
    rule: "Calls of which nothing was heard for long: they may be over.",
    counts: (call) => call.uncertain,
  },
  "now-live": {
    over: "live-calls",
    title: "Live calls",
    rule: "Every call that has not ended, those without a sign of life too.",
    counts: () => true,
  },
  "caller-inbound": {
    over: "calls-of-caller",
    title: "Calls of this caller",
    rule: "Inbound calls from this number (the last nine digits), the one under way too.",
    counts: ({ direction }) => direction === "inbound",
    since: "midnight",
  },
  "caller-missed": {
    over: "calls-of-caller",
    title: "Missed before",
    rule: "Calls from this number (the last nine digits) that nobody answered, as far back as calls are kept.",
    counts: ({ direction, state }) => direction === "inbound" && state === "missed",
    since: "ever",
  },
  "missed-row": {
    over: "calls-of-row",
    title: "Calls of a missed caller",
    rule: "Every call of this caller that nobody answered, since somebody last spoke to them.",
  },
};
