import type { BoardState } from "#lib/board/board-state.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import { targetsOf } from "#lib/call/call-view.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { ReportAnswer, ReportDetail } from "#lib/protocol/api/report-answers.ts";
import { type Calendar, createCalendar } from "#lib/report/calendar.ts";
import { allQueues, createReportMaker, emptyAgentReport, emptyQueueReport, type Report } from "#lib/report/report.ts";
import { noQueueSums } from "#lib/report/sums.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import type { ReportQuery } from "./report-query.ts";

/**
 * Sums up a range. Targets, names and the time zone are those of now.
 * @param state the board now
 */
export async function makeReport(
  { from, to, queue, agent }: ReportQuery,
  state: BoardState,
  history: CallHistory,
): Promise<ReportAnswer> {
  const { settings } = state;
  const calendar = createCalendar(from, to, settings.timeZone);
  const maker = createReportMaker(calendar, (number) => targetsOf(number, settings));
  await history.eachTally(calendar, (tallies) => {
    for (const { tally } of tallies) maker.add(tally);
  });
  const report = maker.report();
  const all = allQueues(report, calendar);
  return {
    from,
    to,
    timeZone: settings.timeZone,
    at: isoTime(state.now),
    totals: report.totals,
    allQueues: all.sums,
    queues: queuesOf(report, state),
    agents: [...report.agents]
      .sort(([a], [b]) => compareNumbers(a, b))
      .map(([extension, { sums }]) => ({ extension, name: settings.directory.get(extension)?.name ?? null, sums })),
    detail: agent === null ? queueDetail(queue, report, calendar) : agentDetail(agent, report, calendar),
  };
}

/** Also those that nobody called: a queue that lost all its callers to another is one to look at. */
function queuesOf({ queues }: Report, { queues: onBoard, settings }: BoardState): ReportAnswer["queues"] {
  const numbers = new Set([...onBoard.keys(), ...queues.keys()]);
  return [...numbers].sort(compareNumbers).map((queue) => {
    const { answerWithin, shortAbandon } = targetsOf(queue, settings);
    return {
      queue,
      name: settings.directory.get(queue)?.name ?? null,
      targets: { answerWithin, shortAbandon },
      sums: queues.get(queue)?.sums ?? noQueueSums,
    };
  });
}

function queueDetail(queue: string | null, report: Report, calendar: Calendar): ReportDetail {
  const one = queue === null ? allQueues(report, calendar) : (report.queues.get(queue) ?? emptyQueueReport(calendar));
  return {
    of: "queue",
    queue,
    byHalfHour: [...one.byHalfHour],
    byDay: one.byDay.map((sums, day) => ({ date: calendar.dates[day] as string, sums })),
    missedHeat: one.missedHeat.map((hours) => [...hours]),
  };
}

function agentDetail(agent: string, report: Report, calendar: Calendar): ReportDetail {
  const { byHalfHour, byDay } = report.agents.get(agent) ?? emptyAgentReport(calendar);
  return {
    of: "agent",
    agent,
    byHalfHour: [...byHalfHour],
    byDay: byDay.map((sums, day) => ({ date: calendar.dates[day] as string, sums })),
  };
}
