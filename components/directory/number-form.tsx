import { type FormEvent, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { changeOf, kindOfWord, type ListedNumber, numberKinds } from "#lib/directory/number-list.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { act } from "./act.ts";
import { FormEnd } from "./form-end.tsx";
import { words } from "./words.ts";

/** A number is said to be something before its first call. */
export function NumberForm({ numbers, onDone }: { numbers: readonly ListedNumber[]; onDone: () => void }) {
  const announce = useAnnounce();
  const [number, setNumber] = useState("");
  const [kind, setKind] = useState("");
  const [name, setName] = useState("");
  const [checked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const wanted = number.trim();
  const listed = numbers.some((one) => one.number === wanted);
  const saysNothing = kind === "" && name.trim() === "";
  const save = async () => {
    const answer = await act("/api/directory", (by) => ({ by, ...changeOf(wanted, kindOfWord(kind), name) }));
    if (!answer.ok) return setTrouble(answer.detail);
    announce(words.numbers.saved(plainName(wanted)));
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    setTrouble(null);
    if (wanted !== "" && !listed && !saysNothing) void save();
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <TextField
        label={words.numbers.number}
        hint={words.numbers.addWhy}
        value={number}
        inputMode="tel"
        maxLength={64}
        autoComplete="off"
        onChange={(event) => setNumber(event.currentTarget.value)}
        error={checked ? faultOf(wanted, listed) : null}
      />
      <SelectField label={words.numbers.kind} options={kindChoices} value={kind} onChange={setKind} />
      <TextField
        label={words.numbers.name}
        value={name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
        error={checked && saysNothing ? words.numbers.sayMissing : null}
      />
      <FormEnd trouble={trouble} button={words.save} />
    </form>
  );
}

const kindChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: "", label: words.numbers.notYet },
  ...numberKinds.map((value) => ({ value, label: words.numbers.kinds[value] })),
];

function faultOf(number: string, listed: boolean): string | null {
  if (number === "") return words.numbers.numberMissing;
  return listed ? words.numbers.isListed(plainName(number)) : null;
}
