import { useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { CopyBlock } from "#components/setup/copy-block.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { shownKeyAnswer } from "#lib/protocol/api/connection-answers.ts";
import { words } from "./words.ts";

interface RotateDialogProps {
  readonly open: boolean;
  /** A previous key is still valid, and would end. */
  readonly drops: boolean;
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Makes a new key, and shows it this once. */
export function RotateDialog({ open, drops, onMade, onClose }: RotateDialogProps) {
  return (
    <Dialog title={words.key.dialog} open={open} onClose={onClose} size="wide">
      <RotateForm drops={drops} onMade={onMade} />
    </Dialog>
  );
}

type Overlap = keyof typeof words.key.overlaps;

const overlaps = (["0", "1", "24", "168", "720"] as const).map((value) => ({
  value,
  label: words.key.overlaps[value],
}));

function RotateForm({ drops, onMade }: { drops: boolean; onMade: () => void }) {
  const says = words.key;
  const [overlap, setOverlap] = useState<Overlap>("24");
  const [made, setMade] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    const asked = await askAs("/api/webhook-key/rotate", { overlapHours: Number(overlap) }, shownKeyAnswer);
    setBusy(false);
    setTrouble(asked.ok ? null : asked.detail);
    if (!asked.ok) return;
    setMade(asked.answer.address);
    onMade();
  };
  if (made !== null) {
    return (
      <div className="grid gap-3">
        <p className="font-medium text-table" role="status">
          {says.newAddress}
        </p>
        <CopyBlock text={made} of={says.newOf} mayCopy />
        <p className="text-table">{says.newWhy}</p>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-table">{says.dialogWhy}</p>
      <SelectField label={says.overlap} options={overlaps} value={overlap} onChange={setOverlap} />
      {drops ? <p className="text-table">{says.dialogDrops}</p> : null}
      <Trouble text={trouble} />
      <div className="flex justify-end">
        <Button tone="primary" disabled={busy} onClick={() => void make()}>
          {says.make}
        </Button>
      </div>
    </div>
  );
}
