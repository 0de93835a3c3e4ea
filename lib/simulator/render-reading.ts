import { byGet, byPost, type Delivery } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import type { CallEvent, PbxEvent, Recorded } from "#lib/pbx/pbx-event.ts";
import { type Traits, traits } from "./dialect.ts";
import { type Members, membersOf } from "./event-members.ts";

/** Between them they can say all that an event may hold. */
const speeches: readonly Traits[] = [
  { ...traits.post, tellsMore: true },
  { ...traits.post, tellsMore: true, talkTime: "title" },
  traits.post,
  { ...traits.post, talkTime: "title" },
  { ...traits.post, talkTime: "title", tellsFinish: false },
];

/**
 * A delivery of which exactly those events are read, in words that every version of the parser knows: for a delivery of
 * which nothing but its events is left. null: they cannot be put into such words.
 */
export function renderReading(events: readonly PbxEvent[], method: Delivery["method"]): Delivery | null {
  const wanted = JSON.stringify(events);
  for (const speech of speeches) {
    for (const delivery of attempts(events, method, speech)) {
      const reading = parseDelivery(delivery);
      if (reading.understood && JSON.stringify(reading.events) === wanted) return delivery;
    }
  }
  return null;
}

function attempts(events: readonly PbxEvent[], method: Delivery["method"], speech: Traits): readonly Delivery[] {
  const [first, ...others] = events;
  if (first === undefined) return [];
  const recordings = others.filter((event): event is Recorded => event.kind === "recorded");
  const together = recordings.length === others.length ? [withFiles(first, recordings, speech)] : [];
  const all = events.map((event) => saidOf(event, speech));
  return method === "POST"
    ? [...together.map((members) => byPost(jsonOf(members))), byPost(`[${all.map(jsonOf).join(",")}]`)]
    : together.map((members) => byGet(queryOf(members)));
}

/** What carries recordings besides its own event, as a sender puts them into one. */
function withFiles(first: PbxEvent, recordings: readonly Recorded[], speech: Traits): Members {
  const own = first.kind === "recorded" ? first.urls : [];
  const urls = [...own, ...recordings.flatMap((recording) => recording.urls)];
  const members = saidOf(first, speech).filter(([key]) => key !== "FileUrls");
  return urls.length === 0 ? members : [...members, ["FileUrls", urls]];
}

function saidOf(event: PbxEvent, speech: Traits): Members {
  return event.kind === "unrecognised" ? [["event", event.name]] : orderly(event, speech);
}

/** The order of members means nothing; a name twice would. */
function orderly(event: CallEvent, speech: Traits): Members {
  return [...new Map(membersOf(event, speech).map(([key, value]) => [key, value] as const))];
}

function jsonOf(members: Members): string {
  return JSON.stringify(Object.fromEntries(members));
}

function queryOf(members: Members): string {
  return members
    .flatMap(([key, value]) => [value].flat().map((text) => `${key}=${encodeURIComponent(text)}`))
    .join("&");
}
