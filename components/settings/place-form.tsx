import { type FormEvent, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { GivenBy } from "./given-by.tsx";
import { SaveLine } from "./save-line.tsx";
import { useSiteSave } from "./use-site-save.ts";
import { words } from "./words.ts";

export function PlaceForm({ answer }: { answer: SiteAnswer }) {
  const [place, setPlace] = useState(answer.site.place);
  const { save, saving, said, trouble, refuse } = useSiteSave();
  const blank = place.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (blank) return refuse(words.place.missing);
    void save({ place });
  };
  return (
    <form className="grid gap-3" onSubmit={submit} noValidate>
      <TextField
        label={words.place.label}
        hint={
          <>
            {words.place.hint} <GivenBy admin={answer.admin} setting="place" />
          </>
        }
        error={blank ? words.place.missing : null}
        value={place}
        maxLength={60}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
      <Trouble text={blank ? null : trouble} />
      <SaveLine saving={saving} said={said} />
    </form>
  );
}
