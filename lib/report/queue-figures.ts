import { averageHandleTime, averageSpeedOfAnswer } from "#lib/board/queue-entry.ts";
import type { TallyFigure, TallyOf } from "./figure.ts";
import type { FigureName } from "./figure-names.ts";
import { formulas } from "./formulas.ts";

const isWithin = ({ wait }: TallyOf<"passage">, seconds: number): boolean => wait !== null && wait <= seconds * 1000;

const isServedOrLost = ({ outcome }: TallyOf<"passage">): boolean => outcome === "answered" || outcome === "missed";

/** Of a queue's passages: times that a call was in it. */
export const queueFigures = {
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
} as const satisfies Partial<Record<FigureName, TallyFigure<"passage">>>;
