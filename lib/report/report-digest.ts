import type { Today } from "#lib/board/board.ts";
import type { AgentSums, QueueSums } from "#lib/protocol/api/report-answers.ts";
import type { Calendar } from "./calendar.ts";
import { allQueues, emptyAgentReport, emptyQueueReport, type Report } from "./report.ts";
import { plusAgentSums, plusQueueSums } from "./sums.ts";

/** Of what a report tells half hours and days: a queue, all of them (null), or an agent. */
export type ReportSubject =
  | { readonly of: "queue"; readonly queue: string | null }
  | { readonly of: "agent"; readonly agent: string };

export type SubjectDigest =
  | {
      readonly of: "queue";
      readonly byHalfHour: readonly QueueSums[];
      readonly byDay: readonly QueueSums[];
      readonly missedHeat: readonly (readonly number[])[];
    }
  | { readonly of: "agent"; readonly byHalfHour: readonly AgentSums[]; readonly byDay: readonly AgentSums[] };

/** What one reader of a report is told: small, however many agents and days there are. */
export interface ReportDigest {
  readonly totals: Today;
  readonly queues: ReadonlyMap<string, QueueSums>;
  readonly agents: ReadonlyMap<string, AgentSums>;
  readonly subject: SubjectDigest;
}

export function digestOf(report: Report, calendar: Calendar, subject: ReportSubject): ReportDigest {
  return {
    totals: report.totals,
    queues: new Map([...report.queues].map(([queue, { sums }]) => [queue, sums])),
    agents: new Map([...report.agents].map(([agent, { sums }]) => [agent, sums])),
    subject: subjectOf(report, calendar, subject),
  };
}

function subjectOf(report: Report, calendar: Calendar, subject: ReportSubject): SubjectDigest {
  if (subject.of === "agent") {
    const { byHalfHour, byDay } = report.agents.get(subject.agent) ?? emptyAgentReport(calendar);
    return { of: "agent", byHalfHour, byDay };
  }
  const { byHalfHour, byDay, missedHeat } =
    subject.queue === null
      ? allQueues(report, calendar)
      : (report.queues.get(subject.queue) ?? emptyQueueReport(calendar));
  return { of: "queue", byHalfHour, byDay, missedHeat };
}

/** Digests of two parts of the same range, of one subject, make that of both. */
export function plusDigests(a: ReportDigest, b: ReportDigest): ReportDigest {
  return {
    totals: plusTotals(a.totals, b.totals),
    queues: plusMaps(a.queues, b.queues, plusQueueSums),
    agents: plusMaps(a.agents, b.agents, plusAgentSums),
    subject: plusSubjects(a.subject, b.subject),
  };
}

function plusSubjects(a: SubjectDigest, b: SubjectDigest): SubjectDigest {
  if (a.of === "agent" && b.of === "agent") {
    return {
      of: "agent",
      byHalfHour: pairwise(a.byHalfHour, b.byHalfHour, plusAgentSums),
      byDay: pairwise(a.byDay, b.byDay, plusAgentSums),
    };
  }
  if (a.of !== "queue" || b.of !== "queue") throw new Error("a queue and an agent have no sum");
  return {
    of: "queue",
    byHalfHour: pairwise(a.byHalfHour, b.byHalfHour, plusQueueSums),
    byDay: pairwise(a.byDay, b.byDay, plusQueueSums),
    missedHeat: pairwise(a.missedHeat, b.missedHeat, (x, y) => pairwise(x, y, (one, other) => one + other)),
  };
}

function plusTotals(a: Today, b: Today): Today {
  return {
    inbound: a.inbound + b.inbound,
    answered: a.answered + b.answered,
    missed: a.missed + b.missed,
    abandonedInIvr: a.abandonedInIvr + b.abandonedInIvr,
    unknown: a.unknown + b.unknown,
    outbound: a.outbound + b.outbound,
    outboundAnswered: a.outboundAnswered + b.outboundAnswered,
  };
}

function plusMaps<V>(
  a: ReadonlyMap<string, V>,
  b: ReadonlyMap<string, V>,
  plus: (one: V, other: V) => V,
): ReadonlyMap<string, V> {
  const sums = new Map(a);
  for (const [key, value] of b) {
    const known = sums.get(key);
    sums.set(key, known === undefined ? value : plus(known, value));
  }
  return sums;
}

function pairwise<T>(a: readonly T[], b: readonly T[], join: (x: T, y: T) => T): readonly T[] {
  return a.map((x, i) => join(x, b[i] as T));
}
