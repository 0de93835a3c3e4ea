import type { Today } from "#lib/board/board.ts";
import { noTotals } from "#lib/board/board-state.ts";
import type { QueueTargets } from "#lib/board/queue-rules.ts";
import { addToTotals } from "#lib/board/totals.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { AgentSums, QueueSums } from "#lib/protocol/api/report-answers.ts";
import type { Calendar, Place } from "./calendar.ts";
import { addToAgentSums, addToQueueSums, noAgentSums, noQueueSums, plusAgentSums, plusQueueSums } from "./sums.ts";

export interface QueueReport {
  readonly sums: QueueSums;
  /** 48 half hours of the day, of all days together. */
  readonly byHalfHour: readonly QueueSums[];
  /** One for each date of the calendar. */
  readonly byDay: readonly QueueSums[];
  /** 7 weekdays, Monday first, of 24 hours. */
  readonly missedHeat: readonly (readonly number[])[];
}

export interface AgentReport {
  readonly sums: AgentSums;
  readonly byHalfHour: readonly AgentSums[];
  readonly byDay: readonly AgentSums[];
}

export interface Report {
  readonly totals: Today;
  /** By number; every queue and agent that had something in the range. */
  readonly queues: ReadonlyMap<string, QueueReport>;
  readonly agents: ReadonlyMap<string, AgentReport>;
}

/** Takes tallies in any order; what lies outside the calendar is passed over. */
export interface ReportMaker {
  add(tally: Tally): void;
  report(): Report;
}

export function createReportMaker(calendar: Calendar, targetsOf: (queue: string) => QueueTargets): ReportMaker {
  let totals = noTotals;
  const queues = new Map<string, QueueLedger>();
  const agents = new Map<string, Ledger<AgentSums>>();

  return {
    add(tally) {
      const place = calendar.placeOf(tally.at);
      if (place === null) return;
      switch (tally.of) {
        case "inbound":
        case "outbound":
          totals = addToTotals(totals, tally, 1);
          return;
        case "passage": {
          const ledger = held(queues, tally.queue, () => queueLedger(calendar, targetsOf(tally.queue)));
          enter(ledger, place, (sums) => addToQueueSums(sums, tally, ledger.targets));
          if (tally.outcome === "missed") countHeat(ledger.missedHeat, place);
          return;
        }
        case "agent":
          enter(
            held(agents, tally.agent, () => newLedger(calendar, noAgentSums)),
            place,
            (sums) => addToAgentSums(sums, tally),
          );
      }
    },
    report: () => ({
      totals,
      queues: mapValues(queues, ({ byHalfHour, byDay, missedHeat }) => {
        return { sums: byDay.reduce(plusQueueSums, noQueueSums), byHalfHour, byDay, missedHeat };
      }),
      agents: mapValues(agents, ({ byHalfHour, byDay }) => {
        return { sums: byDay.reduce(plusAgentSums, noAgentSums), byHalfHour, byDay };
      }),
    }),
  };
}

/** All queues as one. */
export function allQueues({ queues }: Report, { dates }: Calendar): QueueReport {
  return [...queues.values()].reduce(plusQueueReports, {
    sums: noQueueSums,
    byHalfHour: halfHours(noQueueSums),
    byDay: dates.map(() => noQueueSums),
    missedHeat: coldWeek(),
  });
}

export function emptyQueueReport(calendar: Calendar): QueueReport {
  return allQueues({ totals: noTotals, queues: new Map(), agents: new Map() }, calendar);
}

export function emptyAgentReport({ dates }: Calendar): AgentReport {
  return { sums: noAgentSums, byHalfHour: halfHours(noAgentSums), byDay: dates.map(() => noAgentSums) };
}

function plusQueueReports(a: QueueReport, b: QueueReport): QueueReport {
  return {
    sums: plusQueueSums(a.sums, b.sums),
    byHalfHour: pairwise(a.byHalfHour, b.byHalfHour, plusQueueSums),
    byDay: pairwise(a.byDay, b.byDay, plusQueueSums),
    missedHeat: pairwise(a.missedHeat, b.missedHeat, (x, y) => pairwise(x, y, (one, other) => one + other)),
  };
}

interface Ledger<Sums> {
  readonly byHalfHour: Sums[];
  readonly byDay: Sums[];
}

interface QueueLedger extends Ledger<QueueSums> {
  readonly targets: QueueTargets;
  readonly missedHeat: number[][];
}

function newLedger<Sums>({ dates }: Calendar, nothing: Sums): Ledger<Sums> {
  return { byHalfHour: halfHours(nothing), byDay: dates.map(() => nothing) };
}

function queueLedger(calendar: Calendar, targets: QueueTargets): QueueLedger {
  return { ...newLedger(calendar, noQueueSums), targets, missedHeat: coldWeek() };
}

function enter<Sums>({ byHalfHour, byDay }: Ledger<Sums>, { half, day }: Place, plus: (sums: Sums) => Sums): void {
  byHalfHour[half] = plus(byHalfHour[half] as Sums);
  byDay[day] = plus(byDay[day] as Sums);
}

function countHeat(heat: number[][], { weekday, half }: Place): void {
  const hours = heat[weekday] as number[];
  const hour = half >> 1;
  hours[hour] = (hours[hour] as number) + 1;
}

function coldWeek(): number[][] {
  return Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
}

function halfHours<Sums>(nothing: Sums): Sums[] {
  return Array.from({ length: 48 }, () => nothing);
}

function held<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function pairwise<T>(a: readonly T[], b: readonly T[], join: (x: T, y: T) => T): readonly T[] {
  return a.map((x, i) => join(x, b[i] as T));
}

function mapValues<V, W>(map: ReadonlyMap<string, V>, make: (value: V) => W): ReadonlyMap<string, W> {
  return new Map([...map].map(([key, value]) => [key, make(value)]));
}
