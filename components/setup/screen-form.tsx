import { type FormEvent, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { wholeBoard } from "#lib/board/site-settings.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { screenAnswer } from "#lib/protocol/api/screens-answers.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { readCode } from "#lib/screens/pairing-code.ts";
import { distanceInHeights } from "#lib/screens/viewing-distance.ts";
import { readDecimal } from "#lib/setup/read-decimal.ts";
import { WallPreview } from "./wall-preview.tsx";
import { words } from "./words.ts";

interface ScreenFormProps {
  readonly boards: SiteAnswer["site"]["boards"];
  /** No screen was let in yet: to do so is what one came for. */
  readonly first: boolean;
  readonly onApproved: () => void;
}

interface Draft {
  readonly code: string;
  readonly name: string;
  readonly board: string;
  readonly inches: string;
  readonly metres: string;
}

const empty: Draft = { code: "", name: "", board: wholeBoard.id, inches: "55", metres: "5" };

/** Lets a TV in by the code it shows, with type as large as its farthest seat needs. */
export function ScreenForm({ boards, first, onApproved }: ScreenFormProps) {
  const announce = useAnnounce();
  const [draft, setDraft] = useState(empty);
  const [checked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { code, name, k, faults } = read(draft);

  const send = async (given: { code: string; name: string; k: number }) => {
    const look = { k: given.k, theme: "system", sound: false };
    const body = { code: given.code, name: given.name, board: draft.board, look, expiresAt: null };
    const asked = await askAs("/api/screens/approve", body, screenAnswer);
    setTrouble(asked.ok ? null : asked.detail);
    if (!asked.ok) return announce(asked.detail);
    setSaid(words.screen.approved(given.name));
    announce(words.screen.approved(given.name));
    setDraft({ ...draft, code: "", name: "" });
    setChecked(false);
    onApproved();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    setSaid(null);
    if (code !== null && name !== null && k !== null) void send({ code, name, k });
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <Fields boards={boards} draft={draft} faults={checked ? faults : {}} k={k} change={change} />
      {k === null ? null : <WallPreview k={k} />}
      <Trouble text={trouble} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone={first ? "primary" : "plain"}>
          {words.screen.approve}
        </Button>
        {said === null ? null : <p className="text-table">{said}</p>}
      </div>
    </form>
  );
}

interface FieldsProps extends Pick<ScreenFormProps, "boards"> {
  readonly draft: Draft;
  readonly faults: Reading["faults"];
  readonly k: number | null;
  readonly change: (part: Partial<Draft>) => void;
}

function Fields({ boards, draft, faults, k, change }: FieldsProps) {
  const error = (field: keyof Draft) => faults[field] ?? null;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]">
        <TextField
          label={words.screen.code}
          hint={words.screen.codeHint}
          error={error("code")}
          value={draft.code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={16}
          onChange={(event) => change({ code: event.currentTarget.value })}
        />
        <TextField
          label={words.screen.name}
          hint={words.screen.nameHint}
          error={error("name")}
          value={draft.name}
          maxLength={60}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <SelectField
          label={words.screen.board}
          options={boards.map((board) => ({ value: board.id, label: plainName(board.name) }))}
          value={draft.board}
          onChange={(board) => change({ board })}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-[9rem_9rem_minmax(0,1fr)]">
        <TextField
          label={words.screen.inches}
          error={error("inches")}
          inputMode="decimal"
          value={draft.inches}
          onChange={(event) => change({ inches: event.currentTarget.value })}
        />
        <TextField
          label={words.screen.metres}
          error={error("metres")}
          inputMode="decimal"
          value={draft.metres}
          onChange={(event) => change({ metres: event.currentTarget.value })}
        />
        {k === null ? null : (
          <p className="self-end pb-1.5 text-ink-2 text-table" data-testid="k">
            {words.screen.size(k)}
          </p>
        )}
      </div>
    </>
  );
}

interface Reading {
  readonly code: string | null;
  readonly name: string | null;
  readonly k: number | null;
  readonly faults: Readonly<Partial<Record<keyof Draft, string>>>;
}

function read(draft: Draft): Reading {
  const code = readCode(draft.code);
  const name = draft.name.trim() === "" ? null : draft.name.trim();
  const inches = readDecimal(draft.inches, 10, 150);
  const metres = readDecimal(draft.metres, 0.5, 40);
  const k = inches === null || metres === null ? null : clamp(distanceInHeights(inches, metres));
  return {
    code,
    name,
    k,
    faults: {
      ...(code === null ? { code: words.screen.faults.code } : {}),
      ...(name === null ? { name: words.screen.faults.name } : {}),
      ...(inches === null ? { inches: words.screen.faults.inches } : {}),
      ...(metres === null ? { metres: words.screen.faults.metres } : {}),
    },
  };
}

/** Nearer or farther than that the wall looks no different. */
function clamp(k: number): number {
  return Math.min(30, Math.max(1, k));
}
