import { type FormEvent, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { WeekField } from "#components/directory/week-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { WaitLimits } from "#lib/board/site-settings.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { draftOfLimits, type LimitsDraft, limitBounds, readLimits } from "#lib/setup/limits-draft.ts";
import { GivenBy } from "./given-by.tsx";
import { useSiteSave } from "./use-site-save.ts";
import { words } from "./words.ts";

interface LimitsFormProps {
  readonly answer: SiteAnswer;
  /** Nobody has looked at them yet: saving them says so, also where nothing is changed. */
  readonly confirms: boolean;
  readonly onSaved?: () => void;
}

const fields = ["answerWithin", "watchAfter", "alarmAfter", "shortAbandon"] as const satisfies (keyof WaitLimits)[];
const openChoices = (["always", "week"] as const).map((value) => ({ value, label: words.limits.open[value] }));

/** When an answer was in time, from when a wait is marked, and when anybody is there at all. */
export function LimitsForm({ answer, confirms, onSaved }: LimitsFormProps) {
  const [draft, setDraft] = useState(() => draftOfLimits(answer.site.limits, answer.site.hours));
  const [checked, setChecked] = useState(false);
  const { save, saving, said, trouble, refuse } = useSiteSave();
  const reading = readLimits(draft);
  const change = (part: Partial<LimitsDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!reading.ok) return refuse(words.faulty);
    void save({ limits: reading.limits, hours: reading.hours }, { confirm: confirms }).then((saved) => {
      if (saved) onSaved?.();
    });
  };
  const error = (field: keyof WaitLimits) => {
    const fault = checked && !reading.ok ? reading.faults.get(field) : undefined;
    return fault === undefined ? null : words.limits.faults[fault](...limitBounds[field]);
  };
  return (
    <form className="grid gap-5" onSubmit={submit} noValidate>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(11rem,100%),1fr))] gap-4">
        {fields.map((field) => (
          <TextField
            key={field}
            label={words.limits.labels[field]}
            hint={
              <>
                {words.limits.hints[field]} <GivenBy admin={answer.admin} setting={`limits.${field}`} />
              </>
            }
            error={error(field)}
            inputMode="numeric"
            value={draft[field]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <fieldset className="grid min-w-0 gap-2">
        <legend className="pb-1 font-medium text-table">{words.limits.hours}</legend>
        <p className="max-w-prose text-ink-2 text-meta">
          {words.limits.hoursWhy(answer.timeZone)} <GivenBy admin={answer.admin} setting="hours" />
        </p>
        <ChoiceRow
          label={words.limits.hours}
          choices={openChoices}
          value={draft.open}
          onChoose={(open) => change({ open })}
        />
        {draft.open === "week" ? (
          <WeekField
            week={draft.week}
            faults={checked && !reading.ok ? reading.week : new Map()}
            onChange={(week) => change({ week })}
          />
        ) : null}
      </fieldset>
      <Trouble text={trouble} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone={confirms ? "primary" : "plain"} disabled={saving}>
          {confirms ? words.limits.confirm : words.save}
        </Button>
        {said === null ? null : <p className="text-table">{said}</p>}
      </div>
    </form>
  );
}
