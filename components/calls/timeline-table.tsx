import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { clockTime, lengthText } from "#lib/calls/call-time.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { CallDetail, TimelinePart } from "#lib/protocol/api/call-answers.ts";
import type { NumberNames } from "./use-number-names.ts";
import { words } from "./words.ts";

const firstShown = 30;

/** The timeline in words, part by part. */
export function TimelineTable({ detail, names }: { detail: CallDetail; names: NumberNames }) {
  const [all, setAll] = useState(false);
  const { timeline, timeZone } = detail;
  const says = words.call.timeline;
  const shown = all ? timeline : timeline.slice(0, firstShown);
  const isOver = detail.call.endedAt !== null || detail.call.state === "unknown";
  return (
    <div className="grid gap-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what may be wider than the window can be scrolled by keyboard */}
      <section className="overflow-x-auto" tabIndex={0} aria-label={says.table}>
        <table data-testid="timeline-table">
          <caption className="pb-1 text-start font-medium text-table">{says.table}</caption>
          <thead>
            <tr>
              {Object.entries(says.columns).map(([name, word]) => (
                <th key={name} scope="col">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((part, place) => (
              <tr key={place}>
                <td className="figure">{clockTime(part.from, timeZone)}</td>
                <td className="whitespace-nowrap">{says.kinds[part.kind]}</td>
                <td className="min-w-28">
                  <bdi className="[overflow-wrap:anywhere]">{plainName(nameOf(part, names))}</bdi>
                </td>
                <td className="figure whitespace-nowrap">{lengthOf(part, isOver)}</td>
                <td className="min-w-28">{part.outcome === null ? words.none : says.outcomes[part.outcome]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length === timeline.length ? null : (
        <div>
          <Button onClick={() => setAll(true)}>{words.call.deliveries.more(timeline.length - shown.length)}</Button>
        </div>
      )}
    </div>
  );
}

function nameOf({ kind, number }: TimelinePart, names: NumberNames): string {
  return kind === "ivr" || kind === "queue" ? names.place(number) : names.agent(number);
}

function lengthOf({ from, to }: TimelinePart, isOver: boolean): string {
  if (to !== null) return lengthText((Date.parse(to) - Date.parse(from)) / 1000) ?? words.none;
  return isOver ? words.call.timeline.unknownLength : words.call.timeline.lasts;
}
