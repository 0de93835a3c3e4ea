import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { SaveLine } from "#components/settings/save-line.tsx";
import { useSiteSave } from "#components/settings/use-site-save.ts";
import { TextField } from "#components/ui/text-field.tsx";
import type { PrivacyAnswer } from "#lib/protocol/api/privacy-answers.ts";
import { useMoment } from "./use-moment.ts";
import { words } from "./words.ts";

/** How long each kind of data is kept, in words, and what the last clean-up did. */
export function KeepForm({ answer }: { answer: PrivacyAnswer }) {
  const moment = useMoment();
  const [rawDays, setRawDays] = useState(`${answer.keep.rawDays}`);
  const [callMonths, setCallMonths] = useState(`${answer.keep.callMonths}`);
  const { save, saving, said, trouble, refuse } = useSiteSave();
  const { swept, failedAt } = answer;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const keep = { rawDays: Number(rawDays), callMonths: Number(callMonths) };
    if (isWhole(keep.rawDays, 400) && isWhole(keep.callMonths, 60)) void save({ keep });
    else refuse(words.keep.invalid);
  };
  return (
    <div className="grid gap-4 px-4 pb-4">
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={words.keep.rawDays}
            hint={words.keep.rawWhy}
            inputMode="numeric"
            value={rawDays}
            onChange={(event) => setRawDays(event.currentTarget.value)}
          />
          <TextField
            label={words.keep.callMonths}
            hint={words.keep.callWhy}
            inputMode="numeric"
            value={callMonths}
            onChange={(event) => setCallMonths(event.currentTarget.value)}
          />
        </div>
        <p className="max-w-prose text-ink-2 text-meta">{words.keep.stay}</p>
        <Trouble text={trouble} />
        <SaveLine saving={saving} said={said} />
      </form>
      <p className="text-ink-2 text-table">
        {swept === null ? words.keep.never : words.keep.swept(moment(swept.at), swept.distilled, swept.forgotten)}
      </p>
      <Trouble text={failedAt === null ? null : words.keep.failed(moment(failedAt))} />
      <p className="text-table">
        <span className="font-medium">{words.keep.persons}:</span> {words.keep.council(answer.worksCouncil)}{" "}
        <Link href="/admin/settings" prefetch={false}>
          {words.keep.change}
        </Link>
      </p>
    </div>
  );
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
