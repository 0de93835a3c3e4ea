import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { clockTime } from "#lib/calls/call-time.ts";
import { visibleText } from "#lib/calls/visible-text.ts";
import type { CallDetail } from "#lib/protocol/api/call-answers.ts";
import { words } from "./words.ts";

/** Shown at first; a call that rang two hundred phones has as many messages. */
const firstShown = 30;

interface DeliveriesProps extends Pick<CallDetail, "allDeliveries" | "timeZone"> {
  readonly deliveries: NonNullable<CallDetail["deliveries"]>;
}

/** What the phone system said of the call, letter by letter. */
export function Deliveries({ deliveries, allDeliveries, timeZone }: DeliveriesProps) {
  const [all, setAll] = useState(false);
  const says = words.call.deliveries;
  if (deliveries.length === 0) return <p className="px-4 pb-4 text-ink-2 text-table">{says.none}</p>;
  const shown = all ? deliveries : deliveries.slice(0, firstShown);
  return (
    <div className="grid gap-3 px-4 pb-4 [&>*]:min-w-0">
      <div className="flex flex-wrap items-center gap-3 text-table">
        <p>{says.counted(deliveries.length)}</p>
        <CopyButton text={deliveries.map(rawText).join("\n")} />
      </div>
      {allDeliveries ? null : <p className="text-table">{says.notAll}</p>}
      <ol className="grid gap-2" data-testid="deliveries">
        {shown.map((delivery) => (
          <li
            key={delivery.seq}
            className="grid min-w-0 gap-1 border-rule border-t pt-2 lg:grid-cols-[12rem_minmax(0,1fr)]"
          >
            <p className="figure text-ink-2 text-meta">
              {clockTime(delivery.at, timeZone)} · {delivery.method} · {delivery.seq}
            </p>
            <pre
              dir="ltr"
              className="min-w-0 whitespace-pre-wrap text-meta [overflow-wrap:anywhere] [unicode-bidi:isolate]"
            >
              {visibleText(rawText(delivery))}
            </pre>
          </li>
        ))}
      </ol>
      {shown.length === deliveries.length ? null : (
        <div>
          <Button onClick={() => setAll(true)}>{says.more(deliveries.length - shown.length)}</Button>
        </div>
      )}
    </div>
  );
}

function rawText({ body, query }: DeliveriesProps["deliveries"][number]): string {
  return [query, body].filter((text) => text !== null && text !== "").join("\n");
}

/** Only where the browser lets a page write to the clipboard: over https, and on the machine itself. */
function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  if (typeof navigator === "undefined" || navigator.clipboard === undefined) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      <Button size="compact" onClick={() => void copy()}>
        {words.call.deliveries.copy}
      </Button>
      <span role="status" className="text-ink-2 text-meta">
        {copied ? words.call.deliveries.copied : ""}
      </span>
    </>
  );
}
