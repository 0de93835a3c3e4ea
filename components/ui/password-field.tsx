import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

interface PasswordFieldProps
  extends Omit<ComponentProps<"input">, "className" | "style" | "id" | "type" | "autoComplete"> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what stands in it. */
  readonly error?: string | null;
  /** What a password manager is to fill in, or to keep. */
  readonly autoComplete: "current-password" | "new-password";
}

const words = { show: "Show", hide: "Hide", of: (action: string, label: string) => `${action}: ${label}` } as const;

/** Can be pasted into and filled in by a password manager; who sits alone may look at what is typed. */
export function PasswordField({ label, hint, error = null, ...input }: PasswordFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const action = shown ? words.hide : words.show;
  return (
    <Field id={id} label={label} hint={hint} error={error} bare={false}>
      {(described) => (
        <span className="flex gap-2">
          <input
            {...input}
            {...described}
            id={id}
            type={shown ? "text" : "password"}
            className="min-h-9 w-full min-w-0 px-2.5 py-1 text-body"
            maxLength={1024}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
          <Button aria-label={words.of(action, label)} onClick={() => setShown(!shown)}>
            {action}
          </Button>
        </span>
      )}
    </Field>
  );
}
