import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { type DraftReading, draftedDistance, type ScreenDraft } from "#lib/screens/screen-draft.ts";
import { words } from "./words.ts";

type Faults = Extract<DraftReading, { ok: false }>["faults"];

interface ScreenFieldsProps {
  readonly draft: ScreenDraft;
  readonly boards: SiteAnswer["site"]["boards"];
  /** Of the wall as it is; null: none was ever given. */
  readonly kept: number | null;
  readonly faults: Faults;
  readonly change: (part: Partial<ScreenDraft>) => void;
}

/** What an admin decides about a screen. */
export function ScreenFields({ draft, boards, kept, faults, change }: ScreenFieldsProps) {
  const k = draftedDistance(draft, kept);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={words.form.name}
        hint={words.form.nameHint}
        error={faults.has("name") ? words.form.nameFault : null}
        value={draft.name}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <SelectField
        label={words.form.board}
        options={boards.map(({ id, name }) => ({ value: id, label: plainName(name) }))}
        value={draft.board}
        onChange={(board) => change({ board })}
      />
      <TextField
        label={words.form.inches}
        error={faults.has("inches") ? words.form.inchesFault : null}
        inputMode="decimal"
        value={draft.inches}
        onChange={(event) => change({ inches: event.currentTarget.value })}
      />
      <TextField
        label={words.form.metres}
        hint={sizeHint(draft, k)}
        error={faults.has("metres") ? words.form.metresFault : null}
        inputMode="decimal"
        value={draft.metres}
        onChange={(event) => change({ metres: event.currentTarget.value })}
      />
      <SelectField
        label={words.form.theme}
        options={themes}
        value={draft.theme}
        onChange={(theme) => change({ theme })}
      />
      <SelectField
        label={words.form.sound}
        hint={words.form.soundHint}
        options={sounds}
        value={draft.sound}
        onChange={(sound) => change({ sound })}
      />
      <TextField
        label={words.form.ends}
        hint={words.form.endsHint}
        error={faults.has("ends") ? words.form.endsFault : null}
        type="date"
        value={draft.ends}
        onChange={(event) => change({ ends: event.currentTarget.value })}
      />
    </div>
  );
}

const themes = (["system", "light", "dark"] as const).map((value) => ({ value, label: words.form.themes[value] }));
const sounds = (["off", "on"] as const).map((value) => ({ value, label: words.form.sounds[value] }));

function sizeHint({ inches, metres }: ScreenDraft, k: number | null): string | null {
  const size = k === null ? null : words.form.size(k);
  return inches === "" && metres === "" ? [size, words.form.keepSize].filter(Boolean).join(" ") : size;
}
