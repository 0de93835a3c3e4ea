import type { Delivery } from "#lib/pbx/delivery.ts";
import type { CallEvent, Direction, Ended, NumberKind } from "#lib/pbx/pbx-event.ts";
import { calleridOf, endNames, finishtypeOf, idOf, transferOf, trtypeOf, usertypes } from "./feed-words.ts";

/**
 * An event as GETs of the documentation: lower-case keys, an answer called a hang-up, the talk time at the end of a
 * title. A recording is its bare URL, one delivery each.
 */
export function renderGet(event: CallEvent): readonly Delivery[] {
  if (event.kind === "recorded") return event.urls.map(getWith);
  const pairs = Object.entries(fieldsOf(event)).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return [getWith(pairs.join("&"))];
}

function getWith(query: string): Delivery {
  return { method: "GET", contentType: null, body: null, query };
}

const answerNames: Readonly<Record<Direction, string>> = { inbound: "hangupincoming", outbound: "hangupoutgoing" };

/** In the order in which the documentation prints them. */
function fieldsOf(event: Exclude<CallEvent, { kind: "recorded" }>): Readonly<Record<string, string>> {
  const callerid = calleridOf(event, withheld);
  const did = event.did ?? "";
  const id = idOf(event);
  switch (event.kind) {
    case "reached":
      return { event: "ringing", callerid, user: event.number, usertype: usertypes[event.claim], did, id };
    case "dialed":
      return { event: "dialing", callerid, user: event.agent, id };
    case "answered":
      return { event: answerNames[event.direction], callerid, user: event.agent, did, trtype: trtypeOf(event), id };
    case "ended": {
      const how = { finishtype: finishtypeOf(event), transfer: transferOf(event) };
      const title = titleOf(event);
      return { event: endNames[event.direction], callerid, user: event.number ?? "", ...how, did, title, id };
    }
  }
}

const withheld = "anonymous";

const placeNames: Readonly<Record<NumberKind, string>> = { ivr: "IVR", queue: "queue", phone: "extension" };

function titleOf(event: Ended): string {
  const line = event.did === null ? "" : `${event.did}:`;
  return `${line}${event.spoken === true ? talkTitle(event) : lostTitle(event)}`;
}

function talkTitle(event: Ended): string {
  const party = event.caller ?? withheld;
  const outcome = event.direction === "inbound" ? `Answered call from ${party}` : `Successful call to ${party}`;
  return `${outcome} (${clockOf(event.talkSeconds ?? 0)})`;
}

function lostTitle(event: Ended): string {
  const party = event.caller ?? withheld;
  if (event.direction === "outbound") return `Unanswered call to ${party}`;
  const place = event.lostAt === null ? "" : ` by ${placeNames[event.lostAt]} ${event.number ?? ""}`;
  return `Missed call${place} from ${party}`;
}

/** `m:ss`, and `h:mm:ss` from an hour on. */
function clockOf(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = seconds >= 3600 ? parts : parts.slice(1);
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
