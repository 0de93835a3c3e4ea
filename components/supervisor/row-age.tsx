import { Glyph } from "#components/board/glyph.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { useBoardNow } from "#components/board/use-board-time.ts";
import type { MissedCaller } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { ageOf, noValue, spanText, timeText } from "#lib/display/texts.ts";
import { rowSeverity } from "#lib/supervisor/row-severity.ts";
import type { RowRules } from "./use-row-rules.ts";

/** How long the caller has waited for a call, and how bad that is; of what is done, when. */
export function RowAge({ row, rules }: { row: MissedCaller; rules: RowRules }) {
  return row.resolution === null ? <OpenAge since={row.firstAt} rules={rules} /> : <ClosedAt at={row.resolution.at} />;
}

function OpenAge({ since, rules }: { since: string; rules: RowRules }) {
  const now = useBoardNow();
  const age = ageOf(secondsBetween(since, now));
  const severity = rowSeverity(rules, now);
  const glyph = severityGlyph(severity);
  return (
    <span
      className="severity inline-flex min-h-7 items-center gap-1.5 rounded-md px-1.5 font-medium"
      data-severity={severity}
      data-testid="age"
    >
      {glyph === null ? null : <Glyph name={glyph} />}
      <span className="figure">{age === null ? noValue : spanText(age)}</span>
    </span>
  );
}

function ClosedAt({ at }: { at: string }) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  return (
    <time className="figure px-1.5 text-ink-2" dateTime={at}>
      {timeZone === null ? noValue : timeText(Date.parse(at), timeZone, "minute")}
    </time>
  );
}
