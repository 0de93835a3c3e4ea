import { type FormEvent, useRef, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { firstPassword } from "#lib/access/first-password.ts";
import { postFor } from "#lib/client/answers.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { accountAnswer } from "#lib/protocol/api/access-answers.ts";
import type { HandedOver } from "./hand-over.tsx";
import { Notice } from "./notice.tsx";
import { useTrouble } from "./use-trouble.ts";
import { personOf, type UserDraft, UserFields } from "./user-fields.tsx";
import { words } from "./words.ts";

/** A person is let in: with a first password that somebody has to hand over. */
export function NewUserForm({ onAdded }: { onAdded: (what: HandedOver) => void }) {
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const [email, setEmail] = useState("");
  const [draft, setDraft] = useState<UserDraft>({ name: "", role: "agent", extension: "" });
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, tell] = useTrouble();
  const person = personOf(draft);
  const noName = person.name === "";
  const noEmail = !/^[^\s@]+@[^\s@]+$/.test(email.trim());

  const add = async () => {
    setBusy(true);
    const password = firstPassword((bytes) => crypto.getRandomValues(bytes));
    const answer = await postFor("/api/accounts", { ...person, email: email.trim(), password }, accountAnswer);
    setBusy(false);
    tell(answer.ok ? null : answer.detail);
    if (!answer.ok) return;
    announce(words.users.added(plainName(person.name)));
    onAdded({ name: person.name, email: email.trim(), password });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (noName || noEmail)
      form.current?.querySelector<HTMLInputElement>(`[name=${noEmail ? "email" : "name"}]`)?.focus();
    else if (!busy) void add();
  };
  return (
    <form ref={form} className="grid gap-4" onSubmit={submit} noValidate aria-busy={busy}>
      {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
      <TextField
        label={words.users.email}
        name="email"
        type="email"
        value={email}
        maxLength={254}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={checked && noEmail ? words.users.missing.email : null}
      />
      <UserFields
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        nameFault={checked && noName ? words.users.missing.name : null}
        isLastAdmin={false}
      />
      <div className="flex justify-end">
        <Button tone="primary" type="submit">
          {words.users.addButton}
        </Button>
      </div>
    </form>
  );
}
