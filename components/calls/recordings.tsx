import { Name } from "#components/board/name.tsx";
import { visibleText } from "#lib/calls/visible-text.ts";
import type { CallDetail } from "#lib/protocol/api/call-answers.ts";
import { useNumberNames } from "./use-number-names.ts";
import { words } from "./words.ts";

/** Addresses somebody else wrote: a link only where the server lets it be one. */
export function Recordings({ detail: { recordings } }: { detail: CallDetail }) {
  const names = useNumberNames();
  const says = words.call.recordings;
  if (recordings.length === 0) return <p className="px-4 pb-4 text-ink-2 text-table">{says.none}</p>;
  return (
    <ul className="grid gap-3 px-4 pb-4 text-table" data-testid="recordings">
      {recordings.map(({ leg, agent, url, open, barred }, i) => (
        <li key={url ?? open ?? i} className="grid min-w-0 gap-1">
          <Name text={agent === null ? says.ofLeg(leg) : says.of(names.agent(agent))} cut="end" />
          {barred === null ? (
            <a
              href={open ?? undefined}
              target="_blank"
              rel="noreferrer noopener"
              className="w-fit [overflow-wrap:anywhere]"
            >
              {says.open}
            </a>
          ) : (
            <>
              {url === null ? null : (
                <code dir="ltr" className="text-meta [overflow-wrap:anywhere]">
                  {visibleText(url)}
                </code>
              )}
              <span className="text-ink-2 text-meta">{says.barred[barred]}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
