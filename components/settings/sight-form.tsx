import { type FormEvent, useId, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { maskNumber } from "#lib/access/mask.ts";
import type { Masking } from "#lib/board/site-settings.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { GivenBy } from "./given-by.tsx";
import { SaveLine } from "./save-line.tsx";
import { useSiteSave } from "./use-site-save.ts";
import { words } from "./words.ts";

const choices = ["none", "last-three", "all"] as const satisfies readonly Masking[];
/** Of a fictional line. */
const example = "+44 20 7946 0133";

/** How much of callers walls show, and whether figures of single persons are shown at all. */
export function SightForm({ answer }: { answer: SiteAnswer }) {
  const group = useId();
  const [masking, setMasking] = useState<Masking>(answer.site.masking);
  const [worksCouncil, setWorksCouncil] = useState(answer.site.worksCouncil);
  const { save, saving, said, trouble } = useSiteSave();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ masking, worksCouncil });
  };
  return (
    <form className="grid gap-5" onSubmit={submit}>
      <fieldset className="grid min-w-0 gap-2">
        <legend className="pb-1 font-medium text-table">{words.sight.masking}</legend>
        {choices.map((choice) => (
          <label key={choice} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-md p-1 text-table">
            <input
              type="radio"
              className="mt-1 size-4 accent-ink"
              name={group}
              checked={masking === choice}
              onChange={() => setMasking(choice)}
            />
            <span className="grid">
              <span className="font-medium">{words.sight.choices[choice]}</span>
              <span className="text-ink-2 text-meta">
                {words.sight.pictures(choice === "none" ? null : maskNumber(example, choice))}
              </span>
            </span>
          </label>
        ))}
        <p className="max-w-prose text-ink-2 text-meta">
          {words.sight.maskingWhy} <GivenBy admin={answer.admin} setting="masking" />
        </p>
      </fieldset>
      <fieldset className="grid min-w-0 gap-2">
        <legend className="pb-1 font-medium text-table">{words.sight.persons}</legend>
        <label className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-md p-1 text-table">
          <input
            type="checkbox"
            className="mt-1 size-4 accent-ink"
            checked={worksCouncil}
            onChange={(event) => setWorksCouncil(event.currentTarget.checked)}
          />
          <span className="font-medium">{words.sight.worksCouncil}</span>
        </label>
        <p className="text-ink-2 text-meta">
          {words.sight.disappears} <GivenBy admin={answer.admin} setting="worksCouncil" />
        </p>
        <ul className="grid list-disc gap-1 ps-5 text-ink-2 text-meta">
          {words.sight.gone.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </fieldset>
      <Trouble text={trouble} />
      <SaveLine saving={saving} said={said} />
    </form>
  );
}
