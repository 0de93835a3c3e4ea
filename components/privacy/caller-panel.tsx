import { type FormEvent, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type CallerFound, callerExport, callerFound, type PrivacyAnswer } from "#lib/protocol/api/privacy-answers.ts";
import { EraseDialog } from "./erase-dialog.tsx";
import { saveFile } from "./save-file.ts";
import { wantedBy } from "./wanted-by.ts";
import { words } from "./words.ts";

/** ms: a journal of years is looked through. */
const patience = 120_000;

interface CallerPanelProps {
  readonly erasing: boolean;
  /** The last erasure that the server tells of. */
  readonly erased: PrivacyAnswer["erased"];
  readonly onErased: () => void;
}

interface Found {
  readonly typed: string;
  readonly counts: CallerFound;
}

/** Looks for one caller, and offers what can be done with what is kept about them. */
export function CallerPanel({ erasing, erased, onErased }: CallerPanelProps) {
  const announce = useAnnounce();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);

  const find = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setSaid(null);
    const answer = await askAs("/api/privacy/find", wantedBy(typed), callerFound, patience);
    setBusy(false);
    setTrouble(answer.ok ? null : answer.detail);
    setFound(answer.ok ? { typed, counts: answer.answer } : null);
    if (answer.ok && isNothing(answer.answer)) announce(words.caller.nothing);
  };
  const download = async (about: string) => {
    setBusy(true);
    const answer = await askAs("/api/privacy/export", wantedBy(about), callerExport, patience);
    setBusy(false);
    if (answer.ok) saveFile("caller.json", JSON.stringify(answer.answer, null, 2));
    setTrouble(answer.ok ? null : answer.detail);
  };
  const onDone = (sentence: string) => {
    setAsking(false);
    setFound(null);
    setTyped("");
    setSaid(sentence);
    announce(sentence);
    onErased();
  };

  return (
    <div className="grid gap-4 px-4 pb-4">
      <p className="max-w-prose text-ink-2 text-table">{words.caller.intro}</p>
      <form className="flex flex-wrap items-end gap-3" onSubmit={(event) => void find(event)}>
        <div className="min-w-56 grow">
          <TextField
            label={words.caller.number}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <Button type="submit" tone="primary" disabled={busy || typed.trim() === ""}>
          {words.caller.find}
        </Button>
        <p className="w-full text-ink-2 text-meta">{words.caller.hint}</p>
      </form>
      <Trouble text={trouble} />
      {busy ? <p className="text-ink-2 text-table">{words.caller.finding}</p> : null}
      {said === null ? null : <p className="text-table">{said}</p>}
      {erasing ? <p className="text-table">{words.erase.running}</p> : null}
      {found === null || busy ? null : (
        <FoundTraces found={found} onDownload={() => void download(found.typed)} onErase={() => setAsking(true)} />
      )}
      <p className="text-ink-2 text-meta">{words.caller.noted}</p>
      {found === null ? null : (
        <EraseDialog
          typed={found.typed}
          open={asking}
          before={erased}
          onClose={() => setAsking(false)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

interface FoundTracesProps {
  readonly found: Found;
  readonly onDownload: () => void;
  readonly onErase: () => void;
}

function FoundTraces({ found: { counts }, onDownload, onErase }: FoundTracesProps) {
  if (isNothing(counts)) return <p className="text-table">{words.caller.nothing}</p>;
  const kinds = Object.entries(words.caller.kinds) as [keyof CallerFound, string][];
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] text-table">
        {kinds.map(([kind, label]) => (
          <div key={kind} className="col-span-2 grid grid-cols-subgrid border-rule border-t py-1.5">
            <dt className={kind === "raw" ? "ps-4 text-ink-2" : ""}>{label}</dt>
            <dd className="figure text-end">{counts[kind]}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-3">
        <Button onClick={onDownload}>{words.caller.export}</Button>
        <Button onClick={onErase}>{words.caller.erase}</Button>
      </div>
    </div>
  );
}

function isNothing(counts: CallerFound): boolean {
  return Object.values(counts).every((count) => count === 0);
}
