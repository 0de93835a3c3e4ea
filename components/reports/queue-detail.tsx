import { averageHandleTime, averageSpeedOfAnswer } from "#lib/board/queue-entry.ts";
import type { QueueSums, ReportAnswer, ReportDetail } from "#lib/protocol/api/report-answers.ts";
import { type FormulaName, formulas } from "#lib/report/formulas.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import { queueColumns } from "./columns.ts";
import { type DetailChart, DetailCharts } from "./detail-charts.tsx";
import { slotsOf } from "./slots.ts";
import { words } from "./words.ts";

interface QueueDetailProps {
  readonly report: ReportAnswer;
  readonly detail: Extract<ReportDetail, { of: "queue" }>;
  readonly of: string;
  readonly by: ReportChoice["by"];
  readonly formula: FormulaName;
}

const wasOffered = ({ offered }: QueueSums): boolean => offered > 0;

export function QueueDetail({ report, detail, of, by, formula }: QueueDetailProps) {
  const scope = detail.queue === null ? {} : { queue: detail.queue };
  return (
    <DetailCharts
      of={of}
      by={by}
      slots={slotsOf(detail, by, report, scope, wasOffered)}
      isBusy={wasOffered}
      charts={queueCharts(formula)}
      columns={queueColumns(formula)}
    />
  );
}

const { charts, series } = words;

function queueCharts(formula: FormulaName): readonly DetailChart<QueueSums>[] {
  return [
    {
      title: charts.calls,
      kind: "stacked",
      unit: "calls",
      series: [
        { title: series.answered, tone: "talk", read: ({ answered }) => answered },
        { title: series.missed, tone: "ink", read: ({ missed }) => missed },
        { title: series.rest, tone: "rule", read: ({ offered, answered, missed }) => offered - answered - missed },
      ],
    },
    {
      title: charts.serviceLevel,
      kind: "lines",
      unit: "share",
      series: [{ title: series.share, tone: "talk", read: (sums) => formulas[formula].share(sums) }],
    },
    {
      title: charts.waits,
      kind: "lines",
      unit: "seconds",
      series: [
        { title: series.average, tone: "talk", read: averageSpeedOfAnswer },
        {
          title: series.longest,
          tone: "ink",
          read: ({ longestWait }) => (longestWait === null ? null : longestWait / 1000),
        },
      ],
    },
    {
      title: charts.talks,
      kind: "lines",
      unit: "seconds",
      series: [{ title: series.talk, tone: "talk", read: averageHandleTime }],
    },
  ];
}
