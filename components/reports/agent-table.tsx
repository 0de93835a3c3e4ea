import { Name } from "#components/board/name.tsx";
import { Panel } from "#components/office/panel.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { compareText } from "#lib/board/text-order.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import { agentColumns } from "./columns.ts";
import { CsvLink } from "./csv-link.tsx";
import type { ReportPart } from "./report-part.ts";
import { ShowButton } from "./show-button.tsx";
import { type SumsRow, SumsTable } from "./sums-table.tsx";
import { words } from "./words.ts";

type Agent = ReportAnswer["agents"][number];

const orders = (["number", "name"] as const).map((value) => ({ value, label: words.orders[value] }));

/** By number or by name, never by a figure: a report is no ranking of people (screens 2.15). */
export function AgentTable({ report, choice, choose }: ReportPart) {
  if (report.agents.length === 0) {
    return (
      <Panel title={words.agents}>
        <EmptyState title={words.noAgents}>{words.noAgentsWhy}</EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title={words.agents}
      aside={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="print:hidden">
            <ChoiceRow
              label={words.order}
              choices={orders}
              value={choice.order}
              onChoose={(order) => choose({ order })}
            />
          </span>
          <CsvLink table="agents" name={words.agents} choice={choice} />
        </span>
      }
    >
      <SumsTable
        name={words.agents}
        columns={agentColumns}
        rows={inOrder(report.agents, choice.order).map((agent) =>
          rowOf(agent, report, () => choose({ agent: agent.extension, queue: null })),
        )}
        heads={
          <th scope="col" className="report-head">
            {words.agent}
          </th>
        }
      />
    </Panel>
  );
}

function inOrder(agents: readonly Agent[], order: ReportChoice["order"]): readonly Agent[] {
  if (order === "number") return agents;
  const byName = ({ name, extension }: Agent) => plainName(name ?? words.extension(extension)).toLocaleLowerCase();
  return [...agents].sort((a, b) => compareText(byName(a), byName(b)));
}

function rowOf(agent: Agent, { from, to }: ReportAnswer, onShow: () => void): SumsRow<Agent["sums"]> {
  const { extension, name, sums } = agent;
  const of = name ?? words.extension(extension);
  return {
    key: extension,
    of,
    sums,
    scope: { agent: extension, from, to },
    head: (
      <th scope="row" className="report-head">
        <ShowButton of={of} onShow={onShow}>
          <span className="text-ink-2">{extension}</span>
          {name === null ? null : <Name text={name} cut="end" />}
        </ShowButton>
      </th>
    ),
  };
}
