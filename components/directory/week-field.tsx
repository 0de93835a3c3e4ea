import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import {
  addStretch,
  changeStretch,
  copyToAll,
  removeStretch,
  type StretchDraft,
  type StretchFault,
  type WeekDraft,
} from "#lib/directory/hours-draft.ts";
import { words } from "./words.ts";

interface WeekFieldProps {
  readonly week: WeekDraft;
  /** By the stretch's key. */
  readonly faults: ReadonlyMap<number, StretchFault>;
  readonly onChange: (week: WeekDraft) => void;
}

/** Office hours, a line for each weekday, as many stretches on it as there are. */
export function WeekField({ week, faults, onChange }: WeekFieldProps) {
  return (
    <div className="grid">
      {words.days.map((day, index) => (
        <div
          key={day}
          className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-rule border-t py-1.5 max-sm:grid-cols-1"
        >
          <p className="flex min-h-9 items-center font-medium text-table">{day}</p>
          <div className="grid gap-1">
            {(week[index] ?? []).map((stretch, nth) => (
              <Stretch
                key={stretch.key}
                day={day}
                nth={nth + 1}
                stretch={stretch}
                fault={faults.get(stretch.key) ?? null}
                onChange={(part) => onChange(changeStretch(week, stretch.key, part))}
                onRemove={() => onChange(removeStretch(week, stretch.key))}
              />
            ))}
            {week[index]?.length === 0 ? (
              <p className="flex min-h-9 items-center text-ink-2 text-table">{words.queues.closed}</p>
            ) : null}
          </div>
          <div className="flex gap-1">
            <Button
              size="compact"
              aria-label={words.queues.addTo(day)}
              onClick={() => onChange(addStretch(week, index, week[index]?.at(-1)?.to ?? "08:00", ""))}
            >
              {words.queues.add}
            </Button>
            <Button
              size="compact"
              tone="quiet"
              aria-label={words.queues.copyOf(day)}
              onClick={() => onChange(copyToAll(week, index))}
            >
              {words.queues.copy}
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}

interface StretchProps {
  readonly day: string;
  readonly nth: number;
  readonly stretch: StretchDraft;
  readonly fault: StretchFault | null;
  readonly onChange: (part: Partial<Omit<StretchDraft, "key">>) => void;
  readonly onRemove: () => void;
}

function Stretch({ day, nth, stretch, fault, onChange, onRemove }: StretchProps) {
  const id = useId();
  const described = fault === null ? {} : { "aria-invalid": true, "aria-describedby": id };
  const field = { className: "min-h-9 w-20 px-2 text-table", maxLength: 5, autoComplete: "off", ...described };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        {...field}
        aria-label={words.queues.from(day, nth)}
        value={stretch.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      –
      <input
        {...field}
        aria-label={words.queues.to(day, nth)}
        value={stretch.to}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      <Button tone="quiet" size="compact" aria-label={words.queues.removeOf(day, nth)} onClick={onRemove}>
        {words.queues.remove}
      </Button>
      {fault === null ? null : (
        <p id={id} role="alert" className="text-critical-line text-meta">
          {words.queues.faults[fault]}
        </p>
      )}
    </div>
  );
}
