import * as z from "zod/mini";
import { callRecord } from "./call-answers.ts";

// Figures of any range, and the calls behind each of them. Seconds are numbers, absent is null.

const text = z.string();
const maybeText = z.nullable(text);
const count = z.number();
const maybeFigure = z.nullable(z.number());

/** Passages of a queue, summed; waits and talks in ms, so that sums stay whole numbers. */
export const queueSums = z.object({
  offered: count,
  answered: count,
  missed: count,
  overflowed: count,
  unknown: count,
  answeredInTime: count,
  lostShortly: count,
  /** Lost within T: some formulas forgive them. */
  lostInTime: count,
  waits: count,
  waitSum: count,
  talks: count,
  talkSum: count,
  /** ms; of those answered or missed; null: there was none. */
  longestWait: maybeFigure,
});

export const agentSums = z.object({
  /** All that is counted of an agent, rings too: one with none was not there. */
  seen: count,
  answered: count,
  ringNoAnswer: count,
  outbound: count,
  /** Conversations, in and out. */
  talks: count,
  /** ms. */
  talkSum: count,
});

const totals = z.object({
  inbound: count,
  answered: count,
  missed: count,
  abandonedInIvr: count,
  unknown: count,
  outbound: count,
  outboundAnswered: count,
});

/**
 * `GET /api/report?from=DATE&to=DATE&queue|agent=NUMBER`: local dates, both included, at most 400; without them, today.
 * `detail` is of the queue or the agent that is named, else of all queues together. Targets of now apply to all of it.
 */
export const reportAnswer = z.object({
  from: text,
  to: text,
  timeZone: text,
  /** The instant up to which it is true. */
  at: text,
  totals,
  /** All queues together. */
  allQueues: queueSums,
  /** By number. */
  queues: z.array(
    z.object({
      queue: text,
      name: maybeText,
      targets: z.object({ answerWithin: z.number(), shortAbandon: z.number() }),
      sums: queueSums,
    }),
  ),
  /** By number; those who had a call or a ring in the range. */
  agents: z.array(z.object({ extension: text, name: maybeText, sums: agentSums })),
  detail: z.discriminatedUnion("of", [
    z.object({
      of: z.literal("queue"),
      /** null: all of them together. */
      queue: maybeText,
      /** 48 half hours of the day, local time, of all days together. */
      byHalfHour: z.array(queueSums),
      /** A date each of the range, in order. */
      byDay: z.array(z.object({ date: text, sums: queueSums })),
      /** Missed: 7 weekdays (Monday first) of 24 hours. */
      missedHeat: z.array(z.array(count)),
    }),
    z.object({
      of: z.literal("agent"),
      agent: text,
      byHalfHour: z.array(agentSums),
      byDay: z.array(z.object({ date: text, sums: agentSums })),
    }),
  ]),
});

/**
 * `GET /api/figures/NAME?queue&agent&caller&row&from&to&time&weekday&cursor&limit`: exactly what a figure counts, newest
 * first. The scope's words are those of `FigureScope`.
 */
export const figureAnswer = z.object({
  name: text,
  title: text,
  /** The rule that counts them, a sentence. */
  rule: text,
  /** What the figure counts, in all, when its first page was asked for; the list, read to its end, has as many items. */
  count,
  /**
   * Told with the first page, of a figure that is not a number of calls: a share of them (0 to 1), seconds of one or
   * of the mean, or seconds in total. `amount` null: nothing counts.
   */
  value: z.nullable(z.object({ unit: z.enum(["share", "seconds", "total"]), amount: maybeFigure })),
  /** What the rule means by target and limit, where it is of one queue. Seconds. */
  targets: z.nullable(z.object({ answerWithin: z.number(), shortAbandon: z.number() })),
  /** The range it was counted over; null: now, or as far back as calls are kept. */
  from: maybeText,
  to: maybeText,
  items: z.array(
    z.object({
      /** When it counts: its call's beginning, a passage's entry, a ring, an answer. */
      at: text,
      call: callRecord,
      waitSeconds: maybeFigure,
      talkSeconds: maybeFigure,
    }),
  ),
  next: maybeText,
});

/** `GET /api/floor`: what the board's figures do not show of the floor now. */
export const floorAnswer = z.object({
  at: text,
  /** Agents whose last rings all ran out, since they last answered or dialled. */
  rangOut: z.array(z.object({ extension: text, count, since: text })),
  /** Callers waiting, every two minutes of the last two hours, oldest first: 61 of them. */
  trends: z.array(z.object({ queue: text, waiting: z.array(count) })),
});

export type QueueSums = Readonly<z.output<typeof queueSums>>;
export type AgentSums = Readonly<z.output<typeof agentSums>>;
export type ReportAnswer = z.output<typeof reportAnswer>;
export type FigureAnswer = z.output<typeof figureAnswer>;
export type ReportDetail = ReportAnswer["detail"];
export type FloorAnswer = z.output<typeof floorAnswer>;
