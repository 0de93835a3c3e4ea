import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";

/** What every part of the report is handed. */
export interface ReportPart {
  readonly report: ReportAnswer;
  readonly choice: ReportChoice;
  readonly choose: (change: Partial<ReportChoice>) => void;
}
