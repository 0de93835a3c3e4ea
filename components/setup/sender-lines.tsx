import { useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { Button } from "#components/ui/button.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import {
  doneAnswer,
  shownKeyAnswer,
  type WebhookKeyAnswer,
  webhookKeyAnswer,
} from "#lib/protocol/api/connection-answers.ts";
import { type Dialect, exampleCommand, senderLines } from "#lib/setup/sender-lines.ts";
import { CopyBlock } from "./copy-block.tsx";
import { LocalNote } from "./local-note.tsx";
import { words } from "./words.ts";

/** What goes into the sender's file, with the key where it may still be shown. */
export function SenderLines() {
  const key = useAnswer("/api/webhook-key", webhookKeyAnswer);
  return (
    <section aria-label={words.connect.sender} className="grid min-w-0 gap-4">
      <AnswerGate answer={key}>{(known) => <Lines known={known} changed={key.askAgain} />}</AnswerGate>
    </section>
  );
}

const dialects = (["post", "get"] as const).map((value) => ({ value, label: words.connect.dialects[value] }));

function Lines({ known, changed }: { known: WebhookKeyAnswer; changed: () => void }) {
  const [dialect, setDialect] = useState<Dialect>("post");
  const [shown, setShown] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const show = async () => {
    const asked = await askAs("/api/webhook-key/show", {}, shownKeyAnswer);
    setTrouble(asked.ok ? null : asked.detail);
    if (asked.ok) setShown(asked.answer.address);
  };
  const hide = async () => {
    const asked = await askAs("/api/webhook-key/pasted", {}, doneAnswer);
    setTrouble(asked.ok ? null : asked.detail);
    if (!asked.ok) return;
    setShown(null);
    changed();
  };
  const address = shown ?? `${known.address}${words.connect.keyPlace}`;
  return (
    <>
      <div className="grid gap-2">
        <p className="font-medium text-table">{words.connect.addressTitle}</p>
        <CopyBlock text={address} of={words.connect.address} mayCopy={shown !== null} />
        <LocalNote address={address} who="sender" />
        {shown === null ? (
          <KeyNote known={known} show={() => void show()} />
        ) : (
          <ShownKey mayHide={known.showable} hide={() => void hide()} />
        )}
        <Trouble text={trouble} />
      </div>
      <div className="grid gap-2">
        <p className="font-medium text-table">{words.connect.linesTitle}</p>
        <ChoiceRow label={words.connect.dialect} choices={dialects} value={dialect} onChoose={setDialect} />
        <CopyBlock text={senderLines(address, dialect)} of={words.connect.lines} mayCopy={shown !== null} />
        <p className="text-ink-2 text-meta">{words.connect.restart}</p>
      </div>
      <div className="grid gap-2">
        <p className="font-medium text-table">{words.connect.tryTitle}</p>
        <CopyBlock text={exampleCommand(address, dialect)} of={words.connect.command} mayCopy={shown !== null} />
        <p className="text-ink-2 text-meta">{words.connect.tryWhy}</p>
      </div>
    </>
  );
}

function ShownKey({ mayHide, hide }: { mayHide: boolean; hide: () => void }) {
  return (
    <>
      <p className="text-ink-2 text-meta">{words.connect.secret}</p>
      {mayHide ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button size="compact" onClick={hide}>
            {words.connect.pasted}
          </Button>
          <p className="text-ink-2 text-meta">{words.connect.pastedWhy}</p>
        </div>
      ) : null}
    </>
  );
}

function KeyNote({ known, show }: { known: WebhookKeyAnswer; show: () => void }) {
  if (known.from === "environment") return <p className="text-ink-2 text-table">{words.connect.keyOfEnvironment}</p>;
  if (!known.showable) return <p className="text-ink-2 text-table">{words.connect.keyHidden}</p>;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button tone={known.keys.some(({ lastUsedAt }) => lastUsedAt !== null) ? "plain" : "primary"} onClick={show}>
        {words.connect.show}
      </Button>
    </div>
  );
}
