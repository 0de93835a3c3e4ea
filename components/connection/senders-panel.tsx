import { useId, useState } from "react";
import { act } from "#components/directory/act.ts";
import { Trouble } from "#components/directory/trouble.tsx";
import { Panel } from "#components/office/panel.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { words } from "./words.ts";

interface SendersPanelProps {
  readonly senders: readonly string[];
  readonly proxies: readonly string[];
  readonly changed: () => void;
}

/** From where the webhook may be sent to, and whom the server believes about it. */
export function SendersPanel({ senders, proxies, changed }: SendersPanelProps) {
  const says = words.senders;
  const id = useId();
  const announce = useAnnounce();
  const kept = senders.join("\n");
  /** null: as it is kept. */
  const [draft, setDraft] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    const list = (draft ?? kept).split(/[\s,]+/).filter((word) => word !== "");
    const answer = await act("/api/site", (by) => ({ by, put: { senders: list } }));
    setTrouble(answer.ok ? null : answer.detail);
    if (!answer.ok) return;
    setDraft(null);
    announce(says.saved);
    changed();
  };
  return (
    <Panel title={says.title}>
      <form
        className="grid gap-3 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field id={id} label={says.label} hint={says.about} error={null} bare={false}>
          {(described) => (
            <textarea
              {...described}
              id={id}
              rows={3}
              dir="ltr"
              spellCheck={false}
              className="w-full min-w-0 px-2.5 py-1.5 font-mono text-table"
              value={draft ?? kept}
              onChange={(event) => setDraft(event.currentTarget.value)}
            />
          )}
        </Field>
        <Trouble text={trouble} />
        <div>
          <Button type="submit" disabled={draft === null || draft === kept}>
            {says.save}
          </Button>
        </div>
        <div className="grid gap-1 text-table">
          <p className="font-medium">{says.proxies}</p>
          {proxies.length === 0 ? (
            <p className="max-w-prose text-ink-2">{says.noProxies}</p>
          ) : (
            <>
              <p className="font-mono" dir="ltr">
                {proxies.join(", ")}
              </p>
              <p className="text-ink-2">{says.someProxies}</p>
            </>
          )}
        </div>
      </form>
    </Panel>
  );
}
