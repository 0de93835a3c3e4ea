import { type ComponentProps, type ReactNode, useId } from "react";
import { Field } from "./field.tsx";

interface TextFieldProps extends Omit<ComponentProps<"input">, "className" | "style" | "id"> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what stands in it. */
  readonly error?: string | null;
  /** The label is heard but not shown. */
  readonly bare?: boolean;
}

export function TextField({ label, hint, error = null, bare = false, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error} bare={bare}>
      {(described) => (
        <input {...input} {...described} id={id} className="min-h-9 w-full min-w-0 px-2.5 py-1 text-body" dir="auto" />
      )}
    </Field>
  );
}
