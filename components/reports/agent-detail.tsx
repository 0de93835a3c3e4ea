import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AgentSums, ReportAnswer, ReportDetail } from "#lib/protocol/api/report-answers.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import { agentColumns } from "./columns.ts";
import { SeriesChart } from "./series-chart.tsx";
import { SlotTable } from "./slot-table.tsx";
import { slotsOf } from "./slots.ts";
import { words } from "./words.ts";

interface AgentDetailProps {
  readonly report: ReportAnswer;
  readonly detail: Extract<ReportDetail, { of: "agent" }>;
  readonly of: string;
  readonly by: ReportChoice["by"];
}

export function AgentDetail({ report, detail, of, by }: AgentDetailProps) {
  const slots = slotsOf(detail, by, report, { agent: detail.agent }, ({ seen }) => seen > 0);
  const values = (read: (sums: AgentSums) => number) => slots.map(({ sums }) => read(sums));
  const labels = slots.map(({ label }) => label);
  const { charts, series } = words;
  const place = by === "days" ? words.date : words.halfHour;
  if (slots.every(({ sums }) => sums.seen === 0))
    return <EmptyState title={words.nothing}>{words.nothingWhy}</EmptyState>;
  return (
    <>
      <div className="grid gap-x-6 gap-y-4 px-4 pb-2 xl:grid-cols-2 print:grid-cols-2">
        <SeriesChart
          title={charts.agentCalls}
          of={of}
          labels={labels}
          place={place}
          kind="stacked"
          unit="calls"
          series={[
            { title: series.answered, tone: "talk", values: values(({ answered }) => answered) },
            { title: series.outbound, tone: "ring", values: values(({ outbound }) => outbound) },
            { title: series.ringNoAnswer, tone: "rule", values: values(({ ringNoAnswer }) => ringNoAnswer) },
          ]}
        />
        <SeriesChart
          title={charts.agentTalk}
          of={of}
          labels={labels}
          place={place}
          kind="stacked"
          unit="seconds"
          series={[{ title: series.total, tone: "talk", values: values(({ talkSum }) => talkSum / 1000) }]}
        />
      </div>
      <SlotTable slots={slots} of={of} by={by} columns={agentColumns} />
    </>
  );
}
