import { averageHandleTime, averageSpeedOfAnswer } from "#lib/board/queue-entry.ts";
import { type CellValue, csvText } from "#lib/display/csv-cell.ts";
import type { AgentSums, QueueSums, ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import { formulaNames, formulas } from "#lib/report/formulas.ts";

export const reportTables = ["queues", "agents", "half-hours", "days"] as const;

export type ReportTable = (typeof reportTables)[number];

type Column<Sums> = readonly [name: string, cell: (sums: Sums) => CellValue];

const queueColumns: readonly Column<QueueSums>[] = [
  ["offered", ({ offered }) => offered],
  ["answered", ({ answered }) => answered],
  ["missed", ({ missed }) => missed],
  ["overflowed", ({ overflowed }) => overflowed],
  ["unknown", ({ unknown }) => unknown],
  ["answeredInTime", ({ answeredInTime }) => answeredInTime],
  ["lostShortly", ({ lostShortly }) => lostShortly],
  ["lostInTime", ({ lostInTime }) => lostInTime],
  ...formulaNames.map((name): Column<QueueSums> => [`serviceLevel (${name})`, formulas[name].share]),
  ["averageSpeedOfAnswerSeconds", averageSpeedOfAnswer],
  ["averageHandleTimeSeconds", averageHandleTime],
  ["longestWaitSeconds", ({ longestWait }) => (longestWait === null ? null : longestWait / 1000)],
];

const agentColumns: readonly Column<AgentSums>[] = [
  ["answered", ({ answered }) => answered],
  ["ringNoAnswer", ({ ringNoAnswer }) => ringNoAnswer],
  ["outbound", ({ outbound }) => outbound],
  ["talks", ({ talks }) => talks],
  ["talkSeconds", ({ talkSum }) => talkSum / 1000],
];

/** One table of a report, as RFC 4180 has it. Half hours and days are those of the report's detail. */
export function reportCsv(report: ReportAnswer, table: ReportTable): string {
  const { detail } = report;
  switch (table) {
    case "queues":
      return csvOf(
        ["queue", "name", "targetSeconds", "shortAbandonSeconds"],
        report.queues.map(({ queue, name, targets, sums }) => {
          return { head: [queue, name, targets.answerWithin, targets.shortAbandon], sums };
        }),
        queueColumns,
      );
    case "agents":
      return csvOf(
        ["extension", "name"],
        report.agents.map(({ extension, name, sums }) => ({ head: [extension, name], sums })),
        agentColumns,
      );
    case "half-hours":
      return detail.of === "queue"
        ? csvOf(["from"], detail.byHalfHour.map(atHalfHour), queueColumns)
        : csvOf(["from"], detail.byHalfHour.map(atHalfHour), agentColumns);
    case "days":
      return detail.of === "queue"
        ? csvOf(["date"], detail.byDay.map(onDate), queueColumns)
        : csvOf(["date"], detail.byDay.map(onDate), agentColumns);
  }
}

interface Row<Sums> {
  readonly head: readonly CellValue[];
  readonly sums: Sums;
}

const onDate = <Sums>({ date, sums }: { date: string; sums: Sums }): Row<Sums> => ({ head: [date], sums });

const atHalfHour = <Sums>(sums: Sums, half: number): Row<Sums> => ({
  head: [`${String(half >> 1).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`],
  sums,
});

function csvOf<Sums>(head: readonly string[], rows: readonly Row<Sums>[], columns: readonly Column<Sums>[]): string {
  return csvText(
    [...head, ...columns.map(([name]) => name)],
    rows.map(({ head: first, sums }) => [...first, ...columns.map(([, cell]) => cell(sums))]),
  );
}
