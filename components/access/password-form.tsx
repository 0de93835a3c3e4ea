import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { passwordFault, SHORTEST_PASSWORD } from "#lib/access/password-rules.ts";
import { postFor } from "#lib/client/answers.ts";
import { useSession } from "#lib/client/session.ts";
import { signedInAnswer } from "#lib/protocol/api/access-answers.ts";
import { Notice } from "./notice.tsx";
import { useTrouble } from "./use-trouble.ts";
import { words } from "./words.ts";

interface PasswordFormProps {
  /** The password that holds now, where it was entered a moment ago; null asks for it. */
  readonly known: string | null;
  readonly currentLabel: string;
  readonly button: string;
  /** @param home path of the page that comes next */
  readonly onChanged: (home: string) => void;
}

interface Faults {
  readonly current?: string;
  readonly next?: string;
}

export function PasswordForm({ known, currentLabel, button, onChanged }: PasswordFormProps) {
  const who = useSession().data?.who;
  const email = who?.is === "account" ? who.email : "";
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, tell] = useTrouble();
  const [busy, setBusy] = useState(false);

  const blame = (found: Faults) => {
    setFaults(found);
    const name = found.current === undefined ? "next" : "current";
    form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  };
  const send = async (current: string, next: string) => {
    setBusy(true);
    setFaults({});
    tell(null);
    const answer = await postFor("/api/password", { current, next }, signedInAnswer);
    setBusy(false);
    if (answer.ok) {
      form.current?.reset();
      return onChanged(answer.answer.home);
    }
    if (answer.status === 403 && known === null) return blame({ current: words.password.notRight });
    if (answer.status === 400) return blame({ next: answer.detail });
    tell(answer.detail);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = new FormData(event.currentTarget);
    const current = known ?? String(filled.get("current") ?? "");
    const next = String(filled.get("next") ?? "");
    const found = faultsOf(current, next, email);
    if (found.current !== undefined || found.next !== undefined) blame(found);
    else if (!busy) void send(current, next);
  };
  return (
    <form ref={form} method="post" className="grid max-w-md gap-4" onSubmit={submit} noValidate aria-busy={busy}>
      {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
      {/* Whose password it is, for the browser's password manager. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {known === null ? (
        <PasswordField
          label={currentLabel}
          name="current"
          autoComplete="current-password"
          error={faults.current ?? null}
        />
      ) : null}
      <PasswordField
        label={words.password.next}
        name="next"
        autoComplete="new-password"
        hint={words.password.hint(SHORTEST_PASSWORD)}
        error={faults.next ?? null}
        autoFocus={known !== null}
      />
      <div className="flex justify-start">
        <Button tone="primary" type="submit">
          {button}
        </Button>
      </div>
    </form>
  );
}

function faultsOf(current: string, next: string, email: string): Faults {
  if (current === "") return { current: words.password.currentMissing };
  if (next === current) return { next: words.password.same };
  const fault = passwordFault(next, email);
  return fault === null ? {} : { next: fault };
}
