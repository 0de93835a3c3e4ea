import { Panel } from "#components/office/panel.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import { AgentDetail } from "./agent-detail.tsx";
import { CsvLink } from "./csv-link.tsx";
import { detailsId } from "./details-id.ts";
import { MissedHeat } from "./missed-heat.tsx";
import { QueueDetail } from "./queue-detail.tsx";
import type { ReportPart } from "./report-part.ts";
import { words } from "./words.ts";

const bys = (["half-hours", "days"] as const).map((value) => ({ value, label: words.bys[value] }));

/** One queue, one agent, or all queues together: over the day, over the range, over the week. */
export function DetailPanel({ report, choice, choose }: ReportPart) {
  const { detail } = report;
  const of = subjectOf(report);
  return (
    <div id={detailsId} tabIndex={-1} className="grid min-w-0 gap-6 outline-none max-lg:gap-3" data-testid="details">
      <Panel
        title={words.details(plainName(of))}
        aside={
          <span className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <span className="print:hidden">
              <SubjectField report={report} choose={choose} />
            </span>
            {report.from === report.to ? null : (
              <span className="print:hidden">
                <ChoiceRow label={words.by} choices={bys} value={choice.by} onChoose={(by) => choose({ by })} />
              </span>
            )}
            <CsvLink table={byOf(report, choice)} name={words.details(plainName(of))} choice={choice} />
          </span>
        }
      >
        {detail.of === "queue" ? (
          <QueueDetail report={report} detail={detail} of={of} by={byOf(report, choice)} formula={choice.formula} />
        ) : (
          <AgentDetail report={report} detail={detail} of={of} by={byOf(report, choice)} />
        )}
      </Panel>
      {detail.of === "queue" ? <MissedHeat report={report} detail={detail} of={of} /> : null}
    </div>
  );
}

/** A single day has nothing to be shown by day. */
function byOf({ from, to }: ReportAnswer, { by }: ReportPart["choice"]): ReportPart["choice"]["by"] {
  return from === to ? "half-hours" : by;
}

function subjectOf({ detail, queues, agents }: ReportAnswer): string {
  if (detail.of === "agent") {
    const agent = agents.find(({ extension }) => extension === detail.agent);
    return agent?.name ?? words.extension(detail.agent);
  }
  if (detail.queue === null) return words.allQueues;
  return queues.find(({ queue }) => queue === detail.queue)?.name ?? detail.queue;
}

function SubjectField({ report, choose }: Pick<ReportPart, "report" | "choose">) {
  const { queues, agents, detail } = report;
  const value = detail.of === "agent" ? `agent ${detail.agent}` : `queue ${detail.queue ?? ""}`;
  const known = [
    { value: "queue ", label: words.allQueues },
    ...queues.map(({ queue, name }) => ({ value: `queue ${queue}`, label: labelOf(queue, name) })),
    ...agents.map(({ extension, name }) => ({ value: `agent ${extension}`, label: labelOf(extension, name) })),
  ];
  const options = known.some((option) => option.value === value)
    ? known
    : [...known, { value, label: value.slice(value.indexOf(" ") + 1) }];
  return (
    <SelectField
      label={words.detailsOf}
      bare
      options={options}
      value={value}
      onChange={(chosen) => {
        const number = chosen.slice(chosen.indexOf(" ") + 1);
        if (chosen.startsWith("agent")) choose({ agent: number, queue: null });
        else choose({ queue: number === "" ? null : number, agent: null });
      }}
    />
  );
}

/** Options show no markup: long names would widen the field past a narrow window. */
function labelOf(number: string, name: string | null): string {
  const plain = plainName(name ?? "");
  return plain === "" ? number : `${number} ${plain.length > 40 ? `${plain.slice(0, 39)}…` : plain}`;
}
