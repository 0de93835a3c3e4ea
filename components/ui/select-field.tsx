import { type ReactNode, useId } from "react";
import { Field } from "./field.tsx";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  /** The label is heard but not shown. */
  readonly bare?: boolean;
  readonly disabled?: boolean;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, options, value, onChange, hint, error = null, bare = false, disabled = false } = props;
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error} bare={bare}>
      {(described) => (
        <select
          {...described}
          id={id}
          className="min-h-9 w-full min-w-0 px-2 py-1 text-body"
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = options[event.currentTarget.selectedIndex];
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
