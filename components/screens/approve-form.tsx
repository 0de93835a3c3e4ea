import { type FormEvent, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { wholeBoard } from "#lib/board/site-settings.ts";
import { serverNow } from "#lib/client/now.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { screenAnswer } from "#lib/protocol/api/screens-answers.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { readCode } from "#lib/screens/pairing-code.ts";
import { readScreenDraft, type ScreenDraft } from "#lib/screens/screen-draft.ts";
import { ScreenFields } from "./screen-fields.tsx";
import { words } from "./words.ts";

interface ApproveFormProps {
  readonly boards: SiteAnswer["site"]["boards"];
  /** From the square on the TV; "" where the page was opened otherwise. */
  readonly code: string;
  readonly onApproved: () => void;
}

const empty: ScreenDraft = {
  name: "",
  board: wholeBoard.id,
  inches: "55",
  metres: "5",
  theme: "system",
  sound: "off",
  ends: "",
};

/** Lets a TV in by the code it shows. */
export function ApproveForm({ boards, code: scanned, onApproved }: ApproveFormProps) {
  const announce = useAnnounce();
  const [typed, setTyped] = useState(scanned);
  const [draft, setDraft] = useState(empty);
  const [checked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const code = readCode(typed);
  const reading = readScreenDraft(draft, null, serverNow());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    setSaid(null);
    setTrouble(null);
    if (code === null || !reading.ok) return;
    const asked = await askAs("/api/screens/approve", { code, ...reading.wish }, screenAnswer);
    if (!asked.ok) return setTrouble(asked.detail);
    const done = words.approve.done(plainName(reading.wish.name));
    setSaid(done);
    announce(done);
    setTyped("");
    setDraft(empty);
    setChecked(false);
    onApproved();
  };
  return (
    <form className="grid gap-4 px-4 pb-4" onSubmit={(event) => void submit(event)} noValidate>
      <p className="max-w-prose text-ink-2 text-table">{words.approve.about(`${window.location.host}/tv`)}</p>
      <div className="w-56 max-w-full">
        <TextField
          label={words.approve.code}
          error={checked && code === null ? words.approve.codeFault : null}
          value={typed}
          maxLength={16}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <ScreenFields
        draft={draft}
        boards={boards}
        kept={null}
        faults={checked && !reading.ok ? reading.faults : new Set()}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
      <Trouble text={trouble} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="primary">
          {words.approve.button}
        </Button>
        {said === null ? null : <p className="text-table">{said}</p>}
      </div>
    </form>
  );
}
