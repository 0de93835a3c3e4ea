import type { BoardState } from "#lib/board/board-state.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import { targetsOf } from "#lib/call/call-view.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { ReportAnswer, ReportDetail } from "#lib/protocol/api/report-answers.ts";
import { type Calendar, createCalendar } from "#lib/report/calendar.ts";
import type { ReportDigest } from "#lib/report/report-digest.ts";
import { noQueueSums, plusQueueSums } from "#lib/report/sums.ts";
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
  const { timeZone, targets, queueRules } = settings;
  const calendar = createCalendar(from, to, timeZone);
  const span = { from: calendar.from, to: calendar.to };
  const digest = await history.sumUp(span, {
    of: "report",
    dates: { first: from, last: to, timeZone },
    subject: agent === null ? { of: "queue", queue } : { of: "agent", agent },
    rules: { targets, queueRules },
  });
  return {
    from,
    to,
    timeZone,
    at: isoTime(state.now),
    totals: digest.totals,
    allQueues: [...digest.queues.values()].reduce(plusQueueSums, noQueueSums),
    queues: queuesOf(digest, state),
    agents: [...digest.agents]
      .sort(([a], [b]) => compareNumbers(a, b))
      .map(([extension, sums]) => ({ extension, name: settings.directory.get(extension)?.name ?? null, sums })),
    detail: detailOf(digest, calendar, { queue, agent }),
  };
}

/** Also those that nobody called: a queue that lost all its callers to another is one to look at. */
function queuesOf({ queues }: ReportDigest, { queues: onBoard, settings }: BoardState): ReportAnswer["queues"] {
  const numbers = new Set([...onBoard.keys(), ...queues.keys()]);
  return [...numbers].sort(compareNumbers).map((queue) => {
    const { answerWithin, shortAbandon } = targetsOf(queue, settings);
    return {
      queue,
      name: settings.directory.get(queue)?.name ?? null,
      targets: { answerWithin, shortAbandon },
      sums: queues.get(queue) ?? noQueueSums,
    };
  });
}

function detailOf(
  { subject }: ReportDigest,
  { dates }: Calendar,
  { queue, agent }: Pick<ReportQuery, "queue" | "agent">,
): ReportDetail {
  const dated = <Sums>(sums: Sums, day: number) => ({ date: dates[day] as string, sums });
  if (subject.of === "agent") {
    return { of: "agent", agent: agent ?? "", byHalfHour: [...subject.byHalfHour], byDay: subject.byDay.map(dated) };
  }
  return {
    of: "queue",
    queue,
    byHalfHour: [...subject.byHalfHour],
    byDay: subject.byDay.map(dated),
    missedHeat: subject.missedHeat.map((hours) => [...hours]),
  };
}
