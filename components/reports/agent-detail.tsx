import type { AgentSums, ReportAnswer, ReportDetail } from "#lib/protocol/api/report-answers.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import { agentColumns } from "./columns.ts";
import { type DetailChart, DetailCharts } from "./detail-charts.tsx";
import { slotsOf } from "./slots.ts";
import { words } from "./words.ts";

interface AgentDetailProps {
  readonly report: ReportAnswer;
  readonly detail: Extract<ReportDetail, { of: "agent" }>;
  readonly of: string;
  readonly by: ReportChoice["by"];
}

const wasSeen = ({ seen }: AgentSums): boolean => seen > 0;

export function AgentDetail({ report, detail, of, by }: AgentDetailProps) {
  const slots = slotsOf(detail, by, report, { agent: detail.agent }, wasSeen);
  return <DetailCharts of={of} by={by} slots={slots} isBusy={wasSeen} charts={agentCharts} columns={agentColumns} />;
}

const { charts, series } = words;

const agentCharts: readonly DetailChart<AgentSums>[] = [
  {
    title: charts.agentCalls,
    kind: "stacked",
    unit: "calls",
    series: [
      { title: series.answered, tone: "talk", read: ({ answered }) => answered },
      { title: series.outbound, tone: "ring", read: ({ outbound }) => outbound },
      { title: series.ringNoAnswer, tone: "rule", read: ({ ringNoAnswer }) => ringNoAnswer },
    ],
  },
  {
    title: charts.agentTalk,
    kind: "stacked",
    unit: "seconds",
    series: [{ title: series.total, tone: "talk", read: ({ talkSum }) => talkSum / 1000 }],
  },
];
