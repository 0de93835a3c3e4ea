import { Button } from "#components/ui/button.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { datesOf, type Span, spans } from "#lib/report/report-choice.ts";
import type { ChosenReport } from "./use-report-choice.ts";
import { words } from "./words.ts";

const choices = spans.map((value) => ({ value, label: words.spans[value] }));

export function RangeControls({ chosen: { choice, today, choose } }: { chosen: ChosenReport }) {
  const chooseSpan = (span: Span) => {
    choose(span === "other" ? { span, from: choice.from, to: choice.to } : datesOf(span, today));
  };
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden">
      <ChoiceRow label={words.range} choices={choices} value={choice.span} onChoose={chooseSpan} />
      {choice.span === "other" ? <OtherDays chosen={{ choice, today, choose }} /> : null}
      <div className="ms-auto">
        <Button onClick={() => window.print()}>{words.print}</Button>
      </div>
    </div>
  );
}

/** Dates are taken as soon as they are whole, in either order. */
function OtherDays({ chosen: { choice, today, choose } }: { chosen: ChosenReport }) {
  const { from, to } = choice;
  const take = (dates: { from: string; to: string }) => {
    if (dates.from !== "" && dates.to !== "") choose({ span: "other", ...dates });
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <TextField
        type="date"
        label={words.from}
        value={from}
        max={today}
        onChange={({ currentTarget: { value } }) => take({ from: value, to })}
      />
      <TextField
        type="date"
        label={words.to}
        value={to}
        max={today}
        onChange={({ currentTarget: { value } }) => take({ from, to: value })}
      />
    </div>
  );
}
