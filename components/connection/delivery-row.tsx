import { useState } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Moment } from "#components/calls/moment.tsx";
import { Trouble } from "#components/directory/trouble.tsx";
import { askAs } from "#components/office/ask-as.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { visibleText } from "#lib/calls/visible-text.ts";
import { type DeliveriesAnswer, replayAnswer, revealDeliveryAnswer } from "#lib/protocol/api/connection-answers.ts";
import { RecognisedEvents } from "./recognised.tsx";
import { words } from "./words.ts";

const says = words.deliveries;

interface DeliveryRowProps {
  readonly delivery: DeliveriesAnswer["deliveries"][number];
  /** It stands among those that were refused. */
  readonly mayReplay: boolean;
  readonly changed: () => void;
}

/** One delivery as it is kept: masked until somebody asks for it, who is written down. */
export function DeliveryRow({ delivery, mayReplay, changed }: DeliveryRowProps) {
  const { seq, at, method, reason, events, size, masked } = delivery;
  const announce = useAnnounce();
  const [whole, setWhole] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reveal = async () => {
    const asked = await askAs("/api/deliveries/reveal", { seq }, revealDeliveryAnswer);
    setTrouble(asked.ok ? null : asked.detail);
    if (asked.ok)
      setWhole([asked.answer.query, asked.answer.body].filter((text) => text !== null && text !== "").join("\n"));
  };
  const replay = async () => {
    const asked = await askAs("/api/deliveries/replay", { seq }, replayAnswer);
    if (!asked.ok) return setTrouble(asked.detail);
    setTrouble(asked.answer.understood ? null : says.stillNot(asked.answer.reason ?? ""));
    if (!asked.answer.understood) return;
    announce(says.replayed);
    changed();
  };
  return (
    <li className="grid gap-1.5 border-rule border-t px-4 py-2.5" data-testid="kept-delivery" data-seq={seq}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-table">
        <span className="figure text-ink-2">
          <Moment at={at} /> · {seq} · {method}
        </span>
        {reason === null ? (
          <RecognisedEvents events={events} />
        ) : (
          <span className="inline-flex items-baseline gap-1.5 font-medium text-watch-line [overflow-wrap:anywhere]">
            <Glyph name="missed" />
            {visibleText(reason)}
          </span>
        )}
      </div>
      {size === 0 ? (
        <p className="text-ink-2 text-meta">{says.gone}</p>
      ) : (
        <pre
          dir="ltr"
          className="min-w-0 whitespace-pre-wrap font-mono text-ink-2 text-meta [overflow-wrap:anywhere] [unicode-bidi:isolate]"
        >
          {visibleText(whole ?? masked)}
        </pre>
      )}
      <div className="flex flex-wrap gap-2">
        {size === 0 || whole !== null ? null : (
          <Button tone="quiet" size="compact" aria-label={says.revealOf(seq)} onClick={() => void reveal()}>
            {says.reveal}
          </Button>
        )}
        {mayReplay ? (
          <Button size="compact" aria-label={says.replayOf(seq)} onClick={() => void replay()}>
            {says.replay}
          </Button>
        ) : null}
      </div>
      <Trouble text={trouble} />
    </li>
  );
}
