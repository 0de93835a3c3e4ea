import { useState } from "react";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { testEventAnswer } from "#lib/protocol/api/connection-answers.ts";
import { words } from "./words.ts";

/** The server asks itself, by the webhook's own address: what fails then is not the phone system. */
export function TestEvent() {
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async () => {
    setBusy(true);
    const asked = await askAs("/api/test-event", {}, testEventAnswer);
    setBusy(false);
    setTrouble(asked.ok ? null : asked.detail);
    const result = asked.ok ? words.connect.tested(asked.answer.status, asked.answer.ms) : null;
    setSaid(result);
    if (result !== null) announce(result);
  };
  return (
    <section aria-label={words.connect.testTitle} className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={busy} onClick={() => void send()}>
          {words.connect.test}
        </Button>
        {said === null ? null : <p className="text-table">{said}</p>}
      </div>
      <p className="text-ink-2 text-meta">{words.connect.testWhy}</p>
      <Trouble text={trouble} />
    </section>
  );
}
