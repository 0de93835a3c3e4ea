import { useState } from "react";
import { Moment } from "#components/calls/moment.tsx";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { Panel } from "#components/office/panel.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { doneAnswer, type WebhookKeyAnswer } from "#lib/protocol/api/connection-answers.ts";
import { RotateDialog } from "./rotate-dialog.tsx";
import { words } from "./words.ts";

interface KeyPanelProps {
  readonly known: WebhookKeyAnswer;
  /** Something was changed. */
  readonly changed: () => void;
}

/** Which keys let requests in, when each was last used, and what can be done with them. */
export function KeyPanel({ known, changed }: KeyPanelProps) {
  const says = words.key;
  const announce = useAnnounce();
  const [rotating, setRotating] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const run = async (url: string, done: string) => {
    const asked = await askAs(url, {}, doneAnswer);
    setTrouble(asked.ok ? null : asked.detail);
    if (asked.ok) announce(done);
    changed();
  };
  const previous = known.keys.find(({ is }) => is === "previous") ?? null;
  return (
    <Panel title={says.title}>
      <div className="grid gap-4 px-4 pb-4">
        <p className="max-w-prose text-ink-2 text-meta">{says.about}</p>
        <ul className="grid gap-2" data-testid="keys">
          {known.keys.map((key) => (
            <KeyLine key={key.is} known={key} from={known.from} />
          ))}
        </ul>
        {known.from === "environment" ? <p className="max-w-prose text-table">{says.environment}</p> : null}
        {known.showable ? (
          <div className="grid justify-items-start gap-2">
            <p className="max-w-prose text-ink-2 text-meta">{says.pastedWhy}</p>
            <Button onClick={() => void run("/api/webhook-key/pasted", says.pastedDone)}>{says.pasted}</Button>
          </div>
        ) : null}
        {known.from === "server" ? (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setRotating(true)}>{says.rotate}</Button>
            {previous === null ? null : (
              <Button onClick={() => void run("/api/webhook-key/end", says.ended)}>{says.end}</Button>
            )}
          </div>
        ) : null}
        {previous === null || known.from === "environment" ? null : (
          <p className="max-w-prose text-ink-2 text-meta">{says.endWhy(isUsedSinceReplaced(known))}</p>
        )}
        <Trouble text={trouble} />
      </div>
      <RotateDialog
        open={rotating}
        drops={previous !== null}
        onMade={changed}
        onClose={() => {
          setRotating(false);
          changed();
        }}
      />
    </Panel>
  );
}

function isUsedSinceReplaced({ keys }: WebhookKeyAnswer): boolean {
  const [current, previous] = keys;
  const { madeAt } = current ?? {};
  const lastUsedAt = previous?.lastUsedAt ?? null;
  return lastUsedAt !== null && madeAt !== null && madeAt !== undefined && lastUsedAt > madeAt;
}

function KeyLine({ known, from }: { known: WebhookKeyAnswer["keys"][number]; from: WebhookKeyAnswer["from"] }) {
  const says = words.key;
  const { is, madeAt, until, lastUsedAt } = known;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-md border border-rule-strong bg-raised px-3 py-2 text-table">
      <span className="font-medium">{is === "current" ? says.current : says.previous}</span>
      <span>
        {lastUsedAt === null ? (
          from === "server" ? (
            says.never
          ) : (
            says.neverKnown
          )
        ) : (
          <>
            {says.lastUsed} <Moment at={lastUsedAt} />
          </>
        )}
      </span>
      {until === null ? null : (
        <span>
          {says.ends} <Moment at={until} />
        </span>
      )}
      {madeAt === null ? null : (
        <span className="text-ink-2">
          {says.made} <Moment at={madeAt} />
        </span>
      )}
    </li>
  );
}
