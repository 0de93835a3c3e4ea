import { type FormEvent, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { isWholeWeek, type OfficeHours, wholeWeek } from "#lib/board/office-hours.ts";
import type { QueueRules } from "#lib/board/queue-rules.ts";
import { draftOfHours, readWeek, type WeekDraft } from "#lib/directory/hours-draft.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";
import { act } from "./act.ts";
import { Trouble } from "./trouble.tsx";
import { WeekField } from "./week-field.tsx";
import { words } from "./words.ts";

type ListedQueue = DirectoryAnswer["queues"][number];

interface QueueDialogProps {
  /** null: closed. */
  readonly listed: ListedQueue | null;
  readonly timeZone: string;
  readonly onClose: () => void;
}

export function QueueDialog({ listed, timeZone, onClose }: QueueDialogProps) {
  const name = listed === null ? "" : plainName(listed.name ?? listed.queue);
  return (
    <Dialog title={words.queues.dialog(name)} open={listed !== null} onClose={onClose} size="wide">
      {listed === null ? null : <QueueForm listed={listed} name={name} timeZone={timeZone} onDone={onClose} />}
    </Dialog>
  );
}

interface QueueFormProps {
  readonly listed: ListedQueue;
  readonly name: string;
  readonly timeZone: string;
  readonly onDone: () => void;
}

type Strategy = QueueRules["targets"]["ringStrategy"];

/** What somebody has typed, as it stands. */
interface RulesDraft {
  readonly answerWithin: string;
  readonly shortAbandon: string;
  readonly strategy: Strategy;
  readonly open: "site" | "always" | "week";
  readonly week: WeekDraft;
}

function QueueForm({ listed, name, timeZone, onDone }: QueueFormProps) {
  const announce = useAnnounce();
  const [draft, setDraft] = useState(() => draftOf(listed.rules));
  const [checked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reading = readDraft(draft);
  const faults = checked ? reading.faults : noFaults;
  const change = (part: Partial<RulesDraft>) => setDraft((before) => ({ ...before, ...part }));
  const post = async (rules: QueueRules | null) => {
    const answer = await act("/api/queues", (by) => ({ by, queue: listed.queue, rules }));
    if (!answer.ok) return setTrouble(answer.detail);
    announce(words.queues.saved(name));
    onDone();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    setTrouble(null);
    if (reading.rules === null) setTrouble(words.queues.faulty);
    else void post(reading.rules);
  };
  return (
    <form className="grid gap-5" onSubmit={save} noValidate>
      <TargetFields draft={draft} faults={faults} change={change} />
      <fieldset className="grid min-w-0 gap-2">
        <legend className="font-medium text-table">{words.queues.hoursLabel}</legend>
        <ChoiceRow
          label={words.queues.hoursLabel}
          choices={openChoices}
          value={draft.open}
          onChoose={(open) => change({ open })}
        />
        {draft.open === "week" ? (
          <>
            <p className="text-ink-2 text-meta">{words.queues.zone(timeZone)}</p>
            <WeekField week={draft.week} faults={faults.week} onChange={(week) => change({ week })} />
          </>
        ) : null}
      </fieldset>
      <Trouble text={trouble} />
      <div className="flex flex-wrap justify-end gap-3">
        {listed.own ? <Button onClick={() => void post(null)}>{words.queues.usual}</Button> : null}
        <Button tone="primary" type="submit">
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function TargetFields(props: { draft: RulesDraft; faults: RulesFaults; change: (part: Partial<RulesDraft>) => void }) {
  const { draft, faults, change } = props;
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <TextField
        label={words.queues.answerWithinLabel}
        hint={words.queues.answerWithinHint}
        error={faults.answerWithin ? words.queues.answerWithinFault : null}
        inputMode="numeric"
        value={draft.answerWithin}
        onChange={(event) => change({ answerWithin: event.currentTarget.value })}
      />
      <TextField
        label={words.queues.shortAbandonLabel}
        hint={words.queues.shortAbandonHint}
        error={faults.shortAbandon ? words.queues.shortAbandonFault : null}
        inputMode="numeric"
        value={draft.shortAbandon}
        onChange={(event) => change({ shortAbandon: event.currentTarget.value })}
      />
      <SelectField
        label={words.queues.strategyLabel}
        hint={words.queues.strategyHint}
        options={strategyChoices}
        value={draft.strategy}
        onChange={(strategy) => change({ strategy })}
      />
    </div>
  );
}

const strategyChoices = (["hunt", "ring-all"] as const).map((value) => ({
  value,
  label: words.queues.strategyChoices[value],
}));

const openChoices = (["site", "always", "week"] as const).map((value) => ({
  value,
  label: words.queues.hoursChoices[value],
}));

const officeWeek = [1, 2, 3, 4, 5].map((day) => ({ day, from: "08:00", to: "17:00" }));

function draftOf({ targets, hours }: QueueRules): RulesDraft {
  return {
    answerWithin: String(targets.answerWithin),
    shortAbandon: String(targets.shortAbandon),
    strategy: targets.ringStrategy,
    open: openOf(hours),
    week: draftOfHours(hours === null || isWholeWeek(hours) ? officeWeek : hours),
  };
}

function openOf(hours: OfficeHours | null): RulesDraft["open"] {
  if (hours === null) return "site";
  return isWholeWeek(hours) ? "always" : "week";
}

interface RulesFaults {
  readonly answerWithin: boolean;
  readonly shortAbandon: boolean;
  readonly week: WeekFaults;
}

type WeekFaults = Extract<ReturnType<typeof readWeek>, { ok: false }>["faults"];

const noFaults: RulesFaults = { answerWithin: false, shortAbandon: false, week: new Map() };

/** The rules that were typed; null, with what is wrong, where they cannot be read. */
function readDraft(draft: RulesDraft): { readonly rules: QueueRules | null; readonly faults: RulesFaults } {
  const answerWithin = wholeNumber(draft.answerWithin, 1, 3600);
  const shortAbandon = wholeNumber(draft.shortAbandon, 0, 600);
  const week = draft.open === "week" ? readWeek(draft.week) : null;
  if (answerWithin !== null && shortAbandon !== null && week?.ok !== false) {
    const targets = { answerWithin, shortAbandon, ringStrategy: draft.strategy };
    const hours = draft.open === "always" ? wholeWeek : (week?.hours ?? null);
    return { rules: { targets, hours }, faults: noFaults };
  }
  const faults = {
    answerWithin: answerWithin === null,
    shortAbandon: shortAbandon === null,
    week: week?.ok === false ? week.faults : noFaults.week,
  };
  return { rules: null, faults };
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
