import { Glyph } from "#components/board/glyph.tsx";
import { clockTime } from "#lib/calls/call-time.ts";
import { visibleText } from "#lib/calls/visible-text.ts";
import type { Arrival } from "#lib/protocol/api/connection-answers.ts";
import { RecognisedEvents } from "./recognised.tsx";
import { words } from "./words.ts";

/** One request: when and from where, what became of it, and what to do about it. */
export function ArrivalRow({ arrival, timeZone }: { arrival: Arrival; timeZone: string }) {
  const { at, method, path, address, key, verdict, status, reason, events, size, start, more } = arrival;
  const says = words.arrivals;
  const taken = verdict === "taken";
  const why = says.whyOf(arrival);
  return (
    <li className="grid gap-1 border-rule border-t px-4 py-2.5" data-testid="arrival" data-verdict={verdict}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-table">
        <span className="figure text-ink-2">{clockTime(at, timeZone)}</span>
        <span className={`inline-flex items-baseline gap-1.5 font-medium ${taken ? "" : "text-watch-line"}`}>
          <Glyph name={taken ? "live" : "missed"} />
          {says.verdicts[verdict]}
        </span>
        {key === "test" ? <Mark text={says.test} /> : null}
        {key === "previous" ? <span className="text-ink-2">{says.previousKey}</span> : null}
        <RecognisedEvents events={events} />
        {more === 0 ? null : <span className="text-ink-2">{says.more(more)}</span>}
      </div>
      <p className="flex flex-wrap gap-x-3 text-ink-2 text-meta [overflow-wrap:anywhere]">
        {method === "" ? null : (
          <span dir="ltr">
            {visibleText(method)} {visibleText(path)}
          </span>
        )}
        <span>{says.from(address)}</span>
        {status === null ? null : <span className="figure">{says.status(status)}</span>}
        {size === null ? null : <span className="figure">{says.bytes(size)}</span>}
      </p>
      {start === "" ? null : (
        <pre
          dir="ltr"
          className="line-clamp-2 min-w-0 whitespace-pre-wrap font-mono text-ink-2 text-meta [overflow-wrap:anywhere] [unicode-bidi:isolate]"
        >
          {visibleText(start)}
        </pre>
      )}
      {why === null ? null : (
        <details className="text-table">
          <summary className="w-fit cursor-pointer py-1 text-ink-2 hover:text-ink">{says.why}</summary>
          <p className="max-w-prose [overflow-wrap:anywhere]">
            {reason === null ? "" : `${visibleText(reason)} `}
            {why}
          </p>
        </details>
      )}
    </li>
  );
}

function Mark({ text }: { text: string }) {
  return <span className="rounded border border-rule-strong px-1.5 text-ink-2 text-meta">{text}</span>;
}
