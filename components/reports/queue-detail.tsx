import { EmptyState } from "#components/ui/empty-state.tsx";
import { averageHandleTime, averageSpeedOfAnswer } from "#lib/board/queue-entry.ts";
import type { QueueSums, ReportAnswer, ReportDetail } from "#lib/protocol/api/report-answers.ts";
import { type FormulaName, formulas } from "#lib/report/formulas.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import { queueColumns } from "./columns.ts";
import { SeriesChart } from "./series-chart.tsx";
import { SlotTable } from "./slot-table.tsx";
import { slotsOf } from "./slots.ts";
import { words } from "./words.ts";

interface QueueDetailProps {
  readonly report: ReportAnswer;
  readonly detail: Extract<ReportDetail, { of: "queue" }>;
  readonly of: string;
  readonly by: ReportChoice["by"];
  readonly formula: FormulaName;
}

export function QueueDetail({ report, detail, of, by, formula }: QueueDetailProps) {
  const scope = detail.queue === null ? {} : { queue: detail.queue };
  const slots = slotsOf(detail, by, report, scope, ({ offered }) => offered > 0);
  const share = (sums: QueueSums) => formulas[formula].share(sums);
  const values = (read: (sums: QueueSums) => number | null) => slots.map(({ sums }) => read(sums));
  const labels = slots.map(({ label }) => label);
  const { charts, series } = words;
  const place = by === "days" ? words.date : words.halfHour;
  if (slots.every(({ sums }) => sums.offered === 0))
    return <EmptyState title={words.nothing}>{words.nothingWhy}</EmptyState>;
  return (
    <>
      <div className="grid gap-x-6 gap-y-4 px-4 pb-2 xl:grid-cols-2 print:grid-cols-2">
        <SeriesChart
          title={charts.calls}
          of={of}
          labels={labels}
          place={place}
          kind="stacked"
          unit="calls"
          series={[
            { title: series.answered, tone: "talk", values: values(({ answered }) => answered) },
            { title: series.missed, tone: "ink", values: values(({ missed }) => missed) },
            {
              title: series.rest,
              tone: "rule",
              values: values(({ offered, answered, missed }) => offered - answered - missed),
            },
          ]}
        />
        <SeriesChart
          title={charts.serviceLevel}
          of={of}
          labels={labels}
          place={place}
          kind="lines"
          unit="share"
          series={[{ title: series.share, tone: "talk", values: values(share) }]}
        />
        <SeriesChart
          title={charts.waits}
          of={of}
          labels={labels}
          place={place}
          kind="lines"
          unit="seconds"
          series={[
            { title: series.average, tone: "talk", values: values(averageSpeedOfAnswer) },
            {
              title: series.longest,
              tone: "ink",
              values: values(({ longestWait }) => (longestWait === null ? null : longestWait / 1000)),
            },
          ]}
        />
        <SeriesChart
          title={charts.talks}
          of={of}
          labels={labels}
          place={place}
          kind="lines"
          unit="seconds"
          series={[{ title: series.talk, tone: "talk", values: values(averageHandleTime) }]}
        />
      </div>
      <SlotTable slots={slots} of={of} by={by} columns={queueColumns(formula)} />
    </>
  );
}
