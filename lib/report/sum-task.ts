import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import { targetsOf } from "#lib/call/call-view.ts";
import type { AgentSums, QueueSums } from "#lib/protocol/api/report-answers.ts";
import { createCalendar } from "./calendar.ts";
import type { FigureName } from "./figure-names.ts";
import { figures } from "./figures.ts";
import { createReportMaker } from "./report.ts";
import { digestOf, plusDigests, type ReportDigest, type ReportSubject } from "./report-digest.ts";
import { addToAgentSums, addToQueueSums, noAgentSums, noQueueSums, plusAgentSums, plusQueueSums } from "./sums.ts";

type Rules = Pick<BoardSettings, "targets" | "queueRules">;

/** Local dates, both included. */
interface Dates {
  readonly first: string;
  readonly last: string;
  readonly timeZone: string;
}

export interface ReportTask {
  readonly of: "report";
  readonly dates: Dates;
  readonly subject: ReportSubject;
  readonly rules: Rules;
}

/** By the clock on the wall: half hours of the day (`from` ≤ half < `to`, 0 to 48), days of the week (0 Monday). */
export interface WallTime extends Dates {
  readonly time: { readonly from: number; readonly to: number } | null;
  readonly weekday: number | null;
}

export interface FigureTask {
  readonly of: "figure";
  readonly name: FigureName;
  /** null: at any time. */
  readonly wall: WallTime | null;
  readonly rules: Rules;
}

/** What is to be summed up, as data: whoever has the tallies, in whatever thread, does it by the same lines. */
export type SumTask = ReportTask | FigureTask;

export interface FigureSums {
  readonly count: number;
  readonly passage: QueueSums;
  readonly agent: AgentSums;
}

export type SumsOf<Task extends SumTask> = Task extends ReportTask ? ReportDigest : FigureSums;

export interface Summing<Sums> {
  add(tally: Tally): void;
  sums(): Sums;
}

/** Takes tallies in any order; those that the task does not ask for are passed over. */
export function beginSums<Task extends SumTask>(task: Task): Summing<SumsOf<Task>>;
export function beginSums(task: SumTask): Summing<ReportDigest | FigureSums> {
  return task.of === "report" ? reportSums(task) : figureSums(task);
}

/** Sums of two parts of the tallies, by one task, make those of both. */
export function plusSums<Task extends SumTask>(task: Task, a: SumsOf<Task>, b: SumsOf<Task>): SumsOf<Task>;
export function plusSums(task: SumTask, a: ReportDigest | FigureSums, b: ReportDigest | FigureSums) {
  if (task.of === "report") return plusDigests(a as ReportDigest, b as ReportDigest);
  return plusFigureSums(a as FigureSums, b as FigureSums);
}

/** Whether a figure counts a tally; no figure of calls counts any. */
export function countsIn({ name, wall, rules }: FigureTask): (tally: Tally) => boolean {
  const figure = figures[name];
  const isAskedFor = wall === null ? () => true : wallFilter(wall);
  switch (figure.over) {
    case "inbound":
      return (tally) => tally.of === "inbound" && figure.counts(tally, rules.targets) && isAskedFor(tally.at);
    case "outbound":
      return (tally) => tally.of === "outbound" && figure.counts(tally, rules.targets) && isAskedFor(tally.at);
    case "agent":
      return (tally) => tally.of === "agent" && figure.counts(tally, rules.targets) && isAskedFor(tally.at);
    case "passage":
      return (tally) =>
        tally.of === "passage" && figure.counts(tally, targetsOf(tally.queue, rules)) && isAskedFor(tally.at);
    case "live-calls":
    case "calls-of-caller":
    case "calls-of-row":
      return () => false;
  }
}

function wallFilter({ first, last, timeZone, time, weekday }: WallTime): (at: number) => boolean {
  const calendar = createCalendar(first, last, timeZone);
  return (at) => {
    const place = calendar.placeOf(at);
    if (place === null) return false;
    if (weekday !== null && place.weekday !== weekday) return false;
    return time === null || (time.from <= place.half && place.half < time.to);
  };
}

function reportSums({ dates: { first, last, timeZone }, subject, rules }: ReportTask): Summing<ReportDigest> {
  const calendar = createCalendar(first, last, timeZone);
  const maker = createReportMaker(calendar, (queue) => targetsOf(queue, rules));
  return { add: maker.add, sums: () => digestOf(maker.report(), calendar, subject) };
}

function figureSums(task: FigureTask): Summing<FigureSums> {
  const counts = countsIn(task);
  let count = 0;
  let passage = noQueueSums;
  let agent = noAgentSums;
  return {
    add(tally) {
      if (!counts(tally)) return;
      count += 1;
      if (tally.of === "passage") passage = addToQueueSums(passage, tally, targetsOf(tally.queue, task.rules));
      if (tally.of === "agent") agent = addToAgentSums(agent, tally);
    },
    sums: () => ({ count, passage, agent }),
  };
}

function plusFigureSums(a: FigureSums, b: FigureSums): FigureSums {
  return {
    count: a.count + b.count,
    passage: plusQueueSums(a.passage, b.passage),
    agent: plusAgentSums(a.agent, b.agent),
  };
}
