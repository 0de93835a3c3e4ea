import { timeText } from "#lib/display/texts.ts";
import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import { words } from "./words.ts";

/** Of when the figures are, by the clock of the place they are of. */
export function ReportTime({ report: { at, timeZone } }: { report: ReportAnswer }) {
  return (
    <p className="text-ink-2 text-meta">
      <span data-testid="report-as-of">{words.asOf(timeText(Date.parse(at), timeZone, "second"))}</span>
      {` · ${words.zone(timeZone)}`}
    </p>
  );
}
