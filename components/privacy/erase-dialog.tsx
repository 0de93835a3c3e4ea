import { type FormEvent, useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { fetchAnswer } from "#lib/client/requests.ts";
import { callerErased, type PrivacyAnswer, privacyAnswer } from "#lib/protocol/api/privacy-answers.ts";
import { followErasure } from "./follow-erasure.ts";
import { wantedBy } from "./wanted-by.ts";
import { words } from "./words.ts";

interface EraseDialogProps {
  /** What the person looked for. */
  readonly typed: string;
  readonly open: boolean;
  /** The last erasure that the server tells of. */
  readonly before: PrivacyAnswer["erased"];
  readonly onClose: () => void;
  /** @param sentence says what came of it */
  readonly onDone: (sentence: string) => void;
}

/** ms between two questions how far it is. */
const beat = 2_000;

const askState = () => fetchAnswer("/api/privacy", privacyAnswer, {});
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, beat));

/** Says what goes and what stays, and has the number typed a second time. */
export function EraseDialog({ typed, open, before, onClose, onDone }: EraseDialogProps) {
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const close = () => {
    setAgain("");
    setTrouble(null);
    onClose();
  };
  const erase = async (event: FormEvent) => {
    event.preventDefault();
    if (digitsOf(again) !== digitsOf(typed)) {
      setTrouble(words.erase.differs);
      return;
    }
    setBusy(true);
    const answer = await askAs("/api/privacy/erase", { ...wantedBy(typed), confirm: again.trim() }, callerErased);
    const isUntold = !answer.ok && noAnswer.has(answer.status);
    const followed = isUntold ? await followErasure(before, askState, pause) : null;
    const done = answer.ok ? answer.answer : followed;
    setBusy(false);
    if (done !== null) onDone(words.erase.done(done.calls, done.pseudonym));
    else if (!answer.ok) setTrouble(isUntold ? words.erase.unknown : answer.detail);
  };
  return (
    <Dialog title={words.erase.title} open={open} onClose={close}>
      <form className="grid gap-4" onSubmit={(event) => void erase(event)}>
        <p className="font-medium text-body" dir="auto">
          {typed}
        </p>
        <p className="text-table">{words.erase.what}</p>
        <p className="text-table">{words.erase.not}</p>
        <TextField
          label={words.erase.again}
          autoComplete="off"
          value={again}
          error={trouble === words.erase.differs ? trouble : null}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <Trouble text={trouble === words.erase.differs ? null : trouble} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button disabled={busy} onClick={close}>
            {words.erase.cancel}
          </Button>
          <Button type="submit" tone="primary" disabled={busy || again.trim() === ""}>
            {busy ? words.erase.erasing : words.erase.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Nothing came, or what stands in between gave up. */
const noAnswer: ReadonlySet<number | undefined> = new Set([0, 502, 504]);

function digitsOf(text: string): string {
  return text.replace(/\D/g, "").slice(-9);
}
