import { useId, useRef, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { postFor } from "#lib/client/answers.ts";
import { askWho } from "#lib/client/identity.ts";
import { decodeCsv } from "#lib/directory/decode-csv.ts";
import { type ImportPreview, importPreview } from "#lib/protocol/api/directory-answers.ts";
import { act } from "./act.ts";
import { ImportChanges } from "./import-changes.tsx";
import { Trouble } from "./trouble.tsx";
import { words } from "./words.ts";

interface ImportDialogProps {
  readonly of: "directory" | "contacts";
  readonly open: boolean;
  readonly onClose: () => void;
}

const texts = {
  directory: { title: words.import.directoryTitle, format: words.import.directoryFormat },
  contacts: { title: words.import.contactsTitle, format: words.import.contactsFormat },
} as const;

/** A file is chosen, what it would change is shown, and only then it is imported. */
export function ImportDialog({ of, open, onClose }: ImportDialogProps) {
  return (
    <Dialog title={texts[of].title} open={open} onClose={onClose} size="wide">
      <ImportForm of={of} onDone={onClose} />
    </Dialog>
  );
}

/** Characters; the server takes no more. */
const largest = 2_000_000;

interface Seen {
  readonly csv: string;
  readonly preview: ImportPreview;
}

function ImportForm({ of, onDone }: { of: "directory" | "contacts"; onDone: () => void }) {
  const announce = useAnnounce();
  const id = useId();
  const [seen, setSeen] = useState<Seen | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const newest = useRef(0);

  const look = async (file: File) => {
    newest.current += 1;
    const mine = newest.current;
    setSeen(null);
    setTrouble(null);
    setBusy(true);
    const found = await previewOf(of, file);
    // Another file may have been chosen meanwhile.
    if (mine !== newest.current) return;
    setBusy(false);
    if (typeof found === "string") setTrouble(found);
    else setSeen(found);
  };
  const run = async ({ csv, preview }: Seen) => {
    setBusy(true);
    setTrouble(null);
    const answer = await act(`/api/${of}/import`, (by) => ({ by, csv }));
    setBusy(false);
    if (!answer.ok) return setTrouble(answer.detail);
    announce(words.import.done(changesIn(preview)));
    onDone();
  };
  return (
    <div className="grid gap-4" aria-busy={busy}>
      <div className="grid gap-1">
        <label htmlFor={id} className="font-medium text-table">
          {words.import.file}
        </label>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-describedby={`${id}-format`}
          className="min-h-9 w-full p-1.5 text-table"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) void look(file);
          }}
        />
        <p id={`${id}-format`} className="text-ink-2 text-meta">
          {texts[of].format}
        </p>
      </div>
      {busy && seen === null ? <p role="status">{words.import.reading}</p> : null}
      <Trouble text={trouble} />
      {seen === null ? null : <ImportChanges preview={seen.preview} withKinds={of === "directory"} />}
      {seen === null || seen.preview.faults.length > 0 || changesIn(seen.preview) === 0 ? null : (
        <div className="flex justify-end">
          <Button tone="primary" disabled={busy} onClick={() => void run(seen)}>
            {words.import.run(changesIn(seen.preview))}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What importing the file would change, or why that cannot be told. */
async function previewOf(of: "directory" | "contacts", file: File): Promise<Seen | string> {
  const csv = decodeCsv(await file.arrayBuffer());
  if (csv.length > largest) return words.import.tooLarge;
  const by = await askWho();
  if (by === null) return words.noName;
  const answer = await postFor(`/api/${of}/preview`, { by, csv }, importPreview);
  return answer.ok ? { csv, preview: answer.answer } : answer.detail;
}

function changesIn({ added, changed }: ImportPreview): number {
  return added + changed;
}
