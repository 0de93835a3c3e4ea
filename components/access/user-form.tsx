import { type FormEvent, useRef, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { postFor } from "#lib/client/answers.ts";
import { useSession } from "#lib/client/session.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { type AccountRow, accountAnswer } from "#lib/protocol/api/access-answers.ts";
import { Notice } from "./notice.tsx";
import { useTrouble } from "./use-trouble.ts";
import { personOf, type UserDraft, UserFields } from "./user-fields.tsx";
import { words } from "./words.ts";

interface UserFormProps {
  readonly account: AccountRow;
  readonly isLastAdmin: boolean;
  readonly onChanged: () => void;
}

export function UserForm({ account, isLastAdmin, onChanged }: UserFormProps) {
  const announce = useAnnounce();
  const session = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<UserDraft>({ ...account, extension: account.extension ?? "" });
  const [checked, setChecked] = useState(false);
  const [saved, setSaved] = useState(false);
  const [trouble, tell] = useTrouble();
  const person = personOf(draft);

  const save = async () => {
    const answer = await postFor("/api/accounts/change", { id: account.id, ...person }, accountAnswer);
    tell(answer.ok ? null : answer.detail);
    setSaved(answer.ok);
    if (!answer.ok) return;
    announce(words.users.saved(plainName(person.name)));
    onChanged();
    // One's own may have been changed.
    session.askAgain();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (person.name === "") form.current?.querySelector<HTMLInputElement>("[name=name]")?.focus();
    else void save();
  };
  return (
    <form ref={form} className="grid gap-4" onSubmit={submit} noValidate>
      {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
      <p className="min-w-0 text-ink-2 text-table [overflow-wrap:anywhere]">
        <bdi>{plainName(account.email)}</bdi>
      </p>
      <UserFields
        draft={draft}
        change={(part) => {
          setSaved(false);
          setDraft((before) => ({ ...before, ...part }));
        }}
        nameFault={checked && person.name === "" ? words.users.missing.name : null}
        isLastAdmin={isLastAdmin}
      />
      <div className="flex flex-wrap items-center justify-end gap-3">
        {saved ? <span className="text-ink-2 text-meta">{words.users.saved(plainName(account.name))}</span> : null}
        <Button tone="primary" type="submit">
          {words.users.save}
        </Button>
      </div>
    </form>
  );
}
