import { type FormEvent, useEffect, useId, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { postFor } from "#lib/client/answers.ts";
import { signedInAnswer } from "#lib/protocol/api/access-answers.ts";
import { StepPanel } from "./step-panel.tsx";
import { words } from "./words.ts";

interface Draft {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

type Faults = Readonly<Partial<Record<keyof Draft, string>>>;

/** The first account, for whoever holds the code that the server printed. */
export function AccountStep({ onMade }: { onMade: () => void }) {
  const announce = useAnnounce();
  const where = useId();
  const [draft, setDraft] = useState<Draft>({ code: "", name: "", email: "", password: "" });
  const [faults, setFaults] = useState<Faults>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const code = takeCodeOfAddress();
    if (code !== null) setDraft((before) => ({ ...before, code }));
  }, []);

  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const send = async () => {
    setBusy(true);
    setTrouble(null);
    const posted = await postFor("/api/setup", { ...draft, code: draft.code.trim() }, signedInAnswer);
    // It stays busy until the server has told who is here now.
    if (posted.ok) return onMade();
    setBusy(false);
    // Somebody was first, which is what the page then says.
    if (posted.status === 409) return onMade();
    announce(posted.detail);
    if (posted.status === 403) setFaults({ code: posted.detail });
    else if (posted.status === 400) setFaults({ password: posted.detail });
    else setTrouble(posted.detail);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length === 0) void send();
  };
  const field = (name: keyof Draft) => ({
    label: words.account.labels[name],
    hint: words.account.hints[name],
    name,
    value: draft[name],
    error: faults[name] ?? null,
    onChange: (event: { currentTarget: HTMLInputElement }) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <StepPanel step="account" about={words.account.about}>
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
        <form className="grid max-w-md gap-4" onSubmit={submit} noValidate aria-busy={busy}>
          <TextField {...field("code")} autoComplete="one-time-code" spellCheck={false} autoCapitalize="characters" />
          <TextField {...field("name")} autoComplete="name" maxLength={60} />
          <TextField {...field("email")} type="email" autoComplete="username" maxLength={254} />
          <PasswordField {...field("password")} autoComplete="new-password" />
          <Trouble text={trouble} />
          <div className="flex flex-wrap items-center gap-3">
            <Button tone="primary" type="submit" disabled={busy}>
              {busy ? words.account.making : words.account.make}
            </Button>
          </div>
        </form>
        <aside className="grid max-w-prose content-start gap-2 text-table" aria-labelledby={where}>
          <h3 id={where} className="font-medium">
            {words.account.whereTitle}
          </h3>
          <ul className="grid list-disc gap-2 ps-5 text-ink-2">
            {words.account.where.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </aside>
      </div>
    </StepPanel>
  );
}

/** The address that the server prints carries the code where it is sent to no server; it is taken out of sight. null: none. */
function takeCodeOfAddress(): string | null {
  const code = new URLSearchParams(window.location.hash.slice(1)).get("code");
  if (code !== null) window.history.replaceState(null, "", window.location.pathname + window.location.search);
  return code;
}

function faultsOf({ code, name, email, password }: Draft): Faults {
  return {
    ...(code.trim() === "" ? { code: words.account.missing.code } : {}),
    ...(name.trim() === "" ? { name: words.account.missing.name } : {}),
    ...(/^[^\s@]+@[^\s@]+$/.test(email.trim()) ? {} : { email: words.account.missing.email }),
    ...(password === "" ? { password: words.account.missing.password } : {}),
  };
}
