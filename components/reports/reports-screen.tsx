"use client";

import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { useSession } from "#lib/client/session.ts";
import { rangeText } from "#lib/report/texts.ts";
import { AgentTable } from "./agent-table.tsx";
import { CallTotals } from "./call-totals.tsx";
import { DetailPanel } from "./detail-panel.tsx";
import { QueueTable } from "./queue-table.tsx";
import { RangeControls } from "./range-controls.tsx";
import { ReportTime } from "./report-time.tsx";
import { useReport } from "./use-report.ts";
import { type ChosenReport, useReportChoice } from "./use-report-choice.ts";
import { words } from "./words.ts";

export function ReportsScreen() {
  const chosen = useReportChoice();
  return (
    <OfficeFrame title={words.title} screen="reports">
      {chosen === null ? null : <ChosenRange chosen={chosen} />}
    </OfficeFrame>
  );
}

function ChosenRange({ chosen }: { chosen: ChosenReport }) {
  const answer = useReport(chosen);
  const { choice, choose } = chosen;
  const ofPersons = !(useSession().data?.site.worksCouncil ?? false);
  return (
    <div className="grid gap-6 max-lg:gap-3" data-testid="report" data-state={answer.state}>
      <RangeControls chosen={chosen} />
      <AnswerGate answer={answer}>
        {(report) => (
          <div className="grid min-w-0 gap-6 max-lg:gap-3" aria-busy={answer.state === "loading"}>
            <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <h2 className="font-semibold text-section" data-testid="report-range">
                {rangeText(report.from, report.to)}
              </h2>
              <ReportTime report={report} />
            </div>
            <CallTotals report={report} />
            <QueueTable report={report} choice={choice} choose={choose} />
            <DetailPanel report={report} choice={choice} choose={choose} />
            {ofPersons ? <AgentTable report={report} choice={choice} choose={choose} /> : null}
          </div>
        )}
      </AnswerGate>
    </div>
  );
}
