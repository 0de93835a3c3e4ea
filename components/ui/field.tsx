import type { ReactNode } from "react";
import { Glyph } from "#components/board/glyph.tsx";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error: string | null;
  readonly bare: boolean;
  readonly children: (described: Described) => ReactNode;
}

interface Described {
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

/** A label, what helps to fill it in, and what is wrong, tied to the one control they are about. */
export function Field({ id, label, hint, error, bare, children }: FieldProps) {
  const hasHint = hint !== undefined && hint !== null;
  const describedBy = [hasHint ? `${id}-hint` : "", error === null ? "" : `${id}-error`].filter((part) => part !== "");
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={id} className={bare ? "unseen" : "font-medium text-table"}>
        {label}
      </label>
      {children({
        "aria-describedby": describedBy.length === 0 ? undefined : describedBy.join(" "),
        "aria-invalid": error === null ? undefined : true,
      })}
      {hasHint ? (
        <p id={`${id}-hint`} className="text-ink-2 text-meta">
          {hint}
        </p>
      ) : null}
      {error === null ? null : (
        <p id={`${id}-error`} role="alert" className="flex items-baseline gap-1.5 text-critical-line text-meta">
          <Glyph name="critical" />
          {error}
        </p>
      )}
    </div>
  );
}
