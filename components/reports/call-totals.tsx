import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import { figures } from "#lib/report/figures.ts";
import { words } from "./words.ts";

const names = [
  "inbound",
  "answered",
  "missed",
  "abandoned-in-ivr",
  "unknown",
  "inbound-open",
  "outbound",
  "outbound-answered",
] as const;

/** Calls of the whole place, by how they went. */
export function CallTotals({ report: { totals, from, to } }: { report: ReportAnswer }) {
  return (
    <Panel title={words.calls}>
      <dl className="flex flex-wrap gap-x-8 gap-y-3 px-4 pb-4">
        {names.map((name) => (
          <div key={name} className="grid">
            <dt className="order-2 text-ink-2 text-meta">{words.totals[name]}</dt>
            <dd className="font-semibold text-page">
              <FigureLink name={name} scope={{ from, to }} label="">
                {countOf(name, totals)}
              </FigureLink>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function countOf(name: (typeof names)[number], totals: ReportAnswer["totals"]): number {
  const figure = figures[name];
  return figure.over === "inbound" || figure.over === "outbound" ? figure.inSums(totals) : 0;
}
