import { type FormEvent, useState } from "react";
import { FormEnd } from "#components/directory/form-end.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { serverNow } from "#lib/client/now.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { type ListedScreen, screenAnswer } from "#lib/protocol/api/screens-answers.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { readScreenDraft, type ScreenDraft } from "#lib/screens/screen-draft.ts";
import { ScreenFields } from "./screen-fields.tsx";
import { words } from "./words.ts";

interface ChangeScreenProps {
  readonly screen: ListedScreen;
  readonly boards: SiteAnswer["site"]["boards"];
  readonly onDone: () => void;
}

export function ChangeScreen({ screen, boards, onDone }: ChangeScreenProps) {
  const announce = useAnnounce();
  const [draft, setDraft] = useState(() => draftOf(screen, boards));
  const [checked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reading = readScreenDraft(draft, screen.look.k, serverNow());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    setTrouble(null);
    if (!reading.ok) return;
    const asked = await askAs("/api/screens/change", { id: screen.id, ...reading.wish }, screenAnswer);
    if (!asked.ok) return setTrouble(asked.detail);
    announce(words.list.changed(plainName(reading.wish.name)));
    onDone();
  };
  return (
    <form className="grid gap-4" onSubmit={(event) => void submit(event)} noValidate>
      <ScreenFields
        draft={draft}
        boards={boards}
        kept={screen.look.k}
        faults={checked && !reading.ok ? reading.faults : new Set()}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
      <FormEnd trouble={trouble} button={words.save} />
    </form>
  );
}

function draftOf({ name, board, look, expiresAt }: ListedScreen, boards: SiteAnswer["site"]["boards"]): ScreenDraft {
  const known = boards.some(({ id }) => id === board);
  return {
    name,
    board: known ? board : (boards[0]?.id ?? board),
    inches: "",
    metres: "",
    theme: look.theme,
    sound: look.sound ? "on" : "off",
    ends: expiresAt?.slice(0, 10) ?? "",
  };
}
