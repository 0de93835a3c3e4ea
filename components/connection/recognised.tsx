import type { Recognised } from "#lib/protocol/api/connection-answers.ts";
import { words } from "./words.ts";

const { kinds, parts, lacking, missing } = words.arrivals;

/** What a request was recognised as, and what it lacks. */
export function RecognisedEvents({ events }: { events: readonly Recognised[] }) {
  return events.map((event, index) => (
    <span key={index} className="inline-flex flex-wrap gap-x-2">
      <span className="font-medium">
        {event.name === null ? kinds[event.kind] : `${kinds[event.kind]} “${event.name}”`}
      </span>
      <span className="text-ink-2">{detailsOf(event)}</span>
    </span>
  ));
}

function detailsOf({ kind, queue, extension, caller }: Recognised): string {
  if (kind === "unrecognised") return "";
  const found = [
    ...(queue === null ? [] : [parts.queue(queue)]),
    ...(extension === null ? [] : [parts.extension(extension)]),
    ...(caller ? [parts.caller] : []),
  ];
  const gone = [...(queue === null && extension === null ? [lacking.place] : []), ...(caller ? [] : [lacking.caller])];
  return [...found, ...(gone.length === 0 ? [] : [`${missing} ${gone.join(", ")}`])].join(" · ");
}
