import { Name } from "#components/board/name.tsx";
import { Panel } from "#components/office/panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import { queueColumns } from "./columns.ts";
import { CsvLink } from "./csv-link.tsx";
import { FormulaSwitch } from "./formula-switch.tsx";
import type { ReportPart } from "./report-part.ts";
import { ShowButton } from "./show-button.tsx";
import { type SumsRow, SumsTable } from "./sums-table.tsx";
import { words } from "./words.ts";

export function QueueTable({ report, choice, choose }: ReportPart) {
  if (report.queues.length === 0) {
    return (
      <Panel title={words.queues}>
        <EmptyState title={words.noQueues}>{words.noQueuesWhy}</EmptyState>
      </Panel>
    );
  }
  const show = (queue: string | null) => choose({ queue, agent: null });
  return (
    <Panel
      title={words.queues}
      aside={
        <span className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <FormulaSwitch choice={choice} choose={choose} />
          <CsvLink table="queues" name={words.queues} choice={choice} />
        </span>
      }
    >
      <SumsTable
        name={words.queues}
        columns={queueColumns(choice.formula)}
        rows={rowsOf(report, show)}
        heads={
          <th scope="col" className="report-head">
            {words.queue}
          </th>
        }
      />
    </Panel>
  );
}

type Show = (queue: string | null) => void;

function rowsOf(report: ReportAnswer, show: Show): readonly SumsRow<ReportAnswer["allQueues"]>[] {
  const { from, to, queues, allQueues } = report;
  const rows = queues.map(({ queue, name, targets, sums }): SumsRow<ReportAnswer["allQueues"]> => {
    return {
      key: queue,
      of: name ?? queue,
      sums,
      scope: { queue, from, to },
      head: (
        <th scope="row" className="report-head">
          <ShowButton of={name ?? queue} onShow={() => show(queue)}>
            <span className="text-ink-2">{queue}</span>
            {name === null ? null : <Name text={name} cut="middle" />}
            <span className="ms-auto whitespace-nowrap font-normal text-ink-2 text-meta max-sm:hidden print:hidden">
              {words.target(targets.answerWithin)}
            </span>
          </ShowButton>
        </th>
      ),
    };
  });
  if (queues.length === 1) return rows;
  return [
    {
      key: "all queues",
      of: words.allQueues,
      sums: allQueues,
      scope: { from, to },
      isSum: true,
      head: (
        <th scope="row" className="report-head">
          <ShowButton of={words.allQueues} onShow={() => show(null)}>
            {words.allQueues}
          </ShowButton>
        </th>
      ),
    },
    ...rows,
  ];
}
