import type { Delivery } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import type { Ended, PbxEvent } from "#lib/pbx/pbx-event.ts";

/** What each delivery says, one line each. */
export function tellStory(deliveries: readonly Delivery[]): string[] {
  return deliveries.map((delivery) => {
    const reading = parseDelivery(delivery);
    return reading.understood ? reading.events.map(tellEvent).join(" + ") : `refused: ${reading.reason}`;
  });
}

/** An event as a reader of the documentation would tell it, for tests to compare and people to read. */
function tellEvent(event: PbxEvent): string {
  if (event.kind === "unrecognised") return `unrecognised ${event.name}`;
  const call = `${event.callId}-${event.leg} ${event.caller ?? "?"}${event.did === null ? "" : ` to ${event.did}`}`;
  switch (event.kind) {
    case "reached":
      return `${call}: reaches ${event.claim} ${event.number}`;
    case "dialed":
      return `${call}: dialed by ${event.agent}`;
    case "answered":
      return `${call}: ${event.direction} answered by ${event.agent}, ${event.via ?? "some way"}`;
    case "ended": {
      const place = `${event.lostAt ?? "number"} ${event.number}`;
      const end = event.transferred ? "handed on" : "over";
      return `${call}: ${event.direction} ${end} at ${place}, ${tellTalk(event)}`;
    }
    case "recorded":
      return `${call}: ${event.urls.length} recorded of ${event.agent ?? "?"}`;
  }
}

function tellTalk({ spoken, talkSeconds: seconds }: Ended): string {
  if (spoken === null) return "perhaps spoken";
  if (!spoken) return "not spoken";
  return seconds === null ? "spoken" : `spoken ${seconds} s`;
}
