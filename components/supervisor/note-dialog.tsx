import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { MissedCaller } from "#lib/board/board.ts";
import { whomOf } from "./missed-row.tsx";
import { words } from "./words.ts";

export interface NoteWanted {
  readonly row: MissedCaller;
  readonly deed: "attempt" | "done";
}

interface NoteDialogProps {
  readonly wanted: NoteWanted | null;
  readonly onClose: () => void;
  readonly onSave: (wanted: NoteWanted, note: string | null) => void;
}

/** As many characters as an act takes. */
const longestNote = 500;

/** What was done about a caller, in words for those who come after. */
export function NoteDialog({ wanted, onClose, onSave }: NoteDialogProps) {
  return (
    <Dialog
      title={wanted === null ? "" : words.note.titles[wanted.deed](whomOf(wanted.row))}
      open={wanted !== null}
      onClose={onClose}
    >
      {wanted === null ? null : <NoteForm wanted={wanted} onSave={onSave} />}
    </Dialog>
  );
}

function NoteForm({ wanted, onSave }: { wanted: NoteWanted; onSave: NoteDialogProps["onSave"] }) {
  const [note, setNote] = useState("");
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(wanted, note.trim() === "" ? null : note.trim());
      }}
    >
      <TextField
        label={words.note.label}
        hint={words.note.hint}
        value={note}
        maxLength={longestNote}
        autoComplete="off"
        autoFocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="flex justify-end">
        <Button tone="primary" type="submit">
          {words.note.save[wanted.deed]}
        </Button>
      </div>
    </form>
  );
}
