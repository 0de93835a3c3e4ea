import { useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { type RevealReason, revealReasons } from "#lib/access/audit-entry.ts";
import { postFor } from "#lib/client/answers.ts";
import { type RevealAnswer, revealAnswer } from "#lib/protocol/api/audit-answers.ts";
import { callerText } from "./caller-name.ts";
import { words } from "./words.ts";

const says = words.reveal;

interface RevealDialogProps {
  /** The id of the missed row; null: nobody asks. */
  readonly row: string | null;
  readonly close: () => void;
  readonly tell: (answer: RevealAnswer) => void;
}

/** Why somebody needs a number that is hidden from them: naming it is what shows it. */
export function RevealDialog({ row, close, tell }: RevealDialogProps) {
  return (
    <Dialog title={says.title} open={row !== null} onClose={close}>
      {row === null ? null : <Reasons row={row} close={close} tell={tell} />}
    </Dialog>
  );
}

function Reasons({ row, close, tell }: RevealDialogProps & { readonly row: string }) {
  const announce = useAnnounce();
  const [asked, setAsked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reveal = async (reason: RevealReason) => {
    setAsked(true);
    const posted = await postFor("/api/reveal", { of: "missed", id: row, reason }, revealAnswer);
    setAsked(false);
    if (!posted.ok) return setTrouble(posted.detail);
    const { number, name } = posted.answer;
    announce(says.told(callerText({ caller: number, callerName: name })));
    close();
    tell(posted.answer);
  };
  return (
    <>
      <p className="max-w-prose text-table">{says.why}</p>
      <div className="flex flex-wrap gap-2">
        {revealReasons.map((reason) => (
          <Button key={reason} disabled={asked} onClick={() => void reveal(reason)}>
            {says.reasons[reason]}
          </Button>
        ))}
      </div>
      <p className="max-w-prose text-ink-2 text-meta">{says.noted}</p>
      <Trouble text={trouble} />
    </>
  );
}
