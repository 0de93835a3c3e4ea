import { useId } from "react";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** How many there are of it, beside the label. */
  readonly count?: number;
}

interface ChoiceRowProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, all of them in sight. Arrow keys move between them, as between any radio buttons. */
export function ChoiceRow<Value extends string>({ label, choices, value, onChoose }: ChoiceRowProps<Value>) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="unseen">{label}</legend>
      <div className="flex flex-wrap gap-1">
        {choices.map((choice) => (
          <label key={choice.value} className={segment}>
            <input
              type="radio"
              className="unseen"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            {choice.label}
            {choice.count === undefined ? null : <span className="figure font-normal">{choice.count}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const segment =
  "relative inline-flex min-h-9 items-center gap-2 rounded-md border border-rule-strong px-3 text-table text-ink-2 " +
  "hover:border-ink hover:text-ink has-checked:border-ink has-checked:bg-ink has-checked:font-medium " +
  "has-checked:text-bg has-focus-visible:outline-2 has-focus-visible:outline-ink has-focus-visible:outline-offset-2";
