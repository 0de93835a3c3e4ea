import { type FormEvent, useDeferredValue, useState } from "react";
import { Name } from "#components/board/name.tsx";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { type ContactsAnswer, contactsAnswer } from "#lib/protocol/api/directory-answers.ts";
import { act } from "./act.ts";
import { ExportLink } from "./export-link.tsx";
import { FormEnd } from "./form-end.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { Trouble } from "./trouble.tsx";
import { words } from "./words.ts";

/** Callers with a name of the operator's own. */
export function ContactList() {
  const [find, setFind] = useState("");
  const [dialog, setDialog] = useState<"add" | "import" | null>(null);
  const sought = useDeferredValue(find.trim());
  const settingsRev = useBoardLink((link) => link.board?.settingsRev ?? null);
  const address = `/api/contacts?${new URLSearchParams({ find: sought })}`;
  const contacts = useAnswer(address, contactsAnswer, { refreshWhen: settingsRev, pause: 0 });
  const close = () => setDialog(null);
  return (
    <>
      <div className="grid gap-3 px-4 pb-3">
        <p className="max-w-prose text-ink-2 text-table">{words.contacts.about}</p>
        <div className="flex flex-wrap items-end justify-between gap-3">
          <SearchField label={words.contacts.find} value={find} onSearch={setFind} />
          <div className="flex flex-wrap items-center gap-2">
            <Button onClick={() => setDialog("add")}>{words.contacts.add}</Button>
            <Button onClick={() => setDialog("import")}>{words.contacts.import}</Button>
            <ExportLink href="/api/contacts.csv">{words.contacts.export}</ExportLink>
          </div>
        </div>
      </div>
      <AnswerGate answer={contacts}>{(answer) => <Contacts answer={answer} found={sought !== ""} />}</AnswerGate>
      <Dialog title={words.contacts.add} open={dialog === "add"} onClose={close}>
        <ContactForm onDone={close} />
      </Dialog>
      <ImportDialog of="contacts" open={dialog === "import"} onClose={close} />
    </>
  );
}

function Contacts({ answer, found }: { answer: ContactsAnswer; found: boolean }) {
  const { contacts, count } = answer;
  if (contacts.length === 0) {
    return found ? (
      <EmptyState title={words.contacts.noMatch} />
    ) : (
      <EmptyState title={words.contacts.none}>{words.contacts.noneWhy}</EmptyState>
    );
  }
  return (
    <>
      <p className="px-4 pb-2 text-ink-2 text-meta">
        {words.contacts.count(count)}
        {contacts.length < count ? `. ${words.contacts.more(contacts.length)}` : ""}
      </p>
      <div className="max-h-[40dvh] overflow-auto pb-1">
        <table className="border-collapse" data-testid="contacts">
          <thead className="sticky top-0 bg-surface">
            <tr className="h-9">
              <th scope="col">{words.contacts.name}</th>
              <th scope="col">{words.contacts.number}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {contacts.map((contact) => (
              <ContactRow key={contact.number} {...contact} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ContactRow({ number, name }: ContactsAnswer["contacts"][number]) {
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<string | null>(null);
  const plain = plainName(name);
  const remove = async () => {
    const answer = await act("/api/contacts", (by) => ({ by, number, name: null }));
    setTrouble(answer.ok ? null : answer.detail);
    announce(answer.ok ? words.contacts.removed(plain) : answer.detail);
  };
  return (
    <tr>
      <th scope="row" className="max-w-48 text-ink text-table">
        <Name text={name} cut="end" />
        <Trouble text={trouble} />
      </th>
      <td>
        <bdi className="figure">{plainName(number)}</bdi>
      </td>
      <td className="text-end">
        <Button tone="quiet" size="compact" aria-label={words.contacts.removeOf(plain)} onClick={() => void remove()}>
          {words.contacts.remove}
        </Button>
      </td>
    </tr>
  );
}

function ContactForm({ onDone }: { onDone: () => void }) {
  const announce = useAnnounce();
  const [number, setNumber] = useState("");
  const [name, setName] = useState("");
  const [checked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    const answer = await act("/api/contacts", (by) => ({ by, number: number.trim(), name: name.trim() }));
    if (!answer.ok) return setTrouble(answer.detail);
    announce(words.contacts.saved(plainName(name)));
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (number.trim() !== "" && name.trim() !== "") void save();
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <TextField
        label={words.contacts.number}
        value={number}
        inputMode="tel"
        maxLength={64}
        onChange={(event) => setNumber(event.currentTarget.value)}
        error={checked && number.trim() === "" ? words.contacts.numberMissing : null}
      />
      <TextField
        label={words.contacts.name}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
        error={checked && name.trim() === "" ? words.contacts.nameMissing : null}
      />
      <FormEnd trouble={trouble} button={words.save} />
    </form>
  );
}
