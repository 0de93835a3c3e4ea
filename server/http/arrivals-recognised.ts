import type { PbxEvent } from "#lib/pbx/pbx-event.ts";
import type { Recognised } from "#lib/protocol/api/connection-answers.ts";

/** So many events of one request are told. */
const MOST_EVENTS = 5;

/** What a request was recognised as, without saying who called. */
export function recognisedOf(events: readonly PbxEvent[]): Recognised[] {
  return events.slice(0, MOST_EVENTS).map(recognise);
}

function recognise(event: PbxEvent): Recognised {
  if (event.kind === "unrecognised") {
    return { kind: event.kind, name: event.name, queue: null, extension: null, caller: false };
  }
  const { queue = null, extension = null } = placeOf(event);
  return { kind: event.kind, name: null, queue, extension, caller: event.caller !== null };
}

interface Place {
  readonly queue?: string | null;
  readonly extension?: string | null;
}

function placeOf(event: Exclude<PbxEvent, { kind: "unrecognised" }>): Place {
  switch (event.kind) {
    case "reached":
      if (event.claim === "queue") return { queue: event.number };
      return event.claim === "phone" ? { extension: event.number } : {};
    case "dialed":
    case "answered":
    case "recorded":
      return { extension: event.agent };
    case "ended":
      return event.lostAt === "queue" ? { queue: event.number } : { extension: event.number };
  }
}
