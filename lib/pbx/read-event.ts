import { cleanNumber, cleanWord } from "./clean-text.ts";
import type { Reading } from "./delivery.ts";
import { readDuration } from "./duration.ts";
import type { Fields } from "./fields.ts";
import { type LegId, readLegId } from "./leg-id.ts";
import { callerNameOf, callerOf, chainOf, didOf, inboundDidOf } from "./party.ts";
import type { Answered, CallEvent, Dialed, Direction, Ended, NumberKind, PbxEvent, Reached, Via } from "./pbx-event.ts";
import { readRecorded } from "./read-recorded.ts";
import { readTitle } from "./title.ts";

/** An event, or the sentence that tells an operator what it lacks. */
type Read = CallEvent | string;
type Reader = (fields: Fields, id: LegId, word: string) => Read;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["ringing", readReached],
  ["dialing", readDialed],
  ["incomingcall_started", readAnswered("inbound")],
  ["hangupincoming", readAnswered("inbound")],
  ["pickupincoming", readAnswered("inbound")],
  ["outgoingcall_started", readAnswered("outbound")],
  ["hangupoutgoing", readAnswered("outbound")],
  ["pickupoutgoing", readAnswered("outbound")],
  ["incoming", readEnded("inbound")],
  ["outgoing", readEnded("outbound")],
]);

const claims: ReadonlyMap<string, NumberKind> = new Map([
  ["queue", "queue"],
  ["ext", "phone"],
  ["extension", "phone"],
]);

const vias: ReadonlyMap<string, Via> = new Map([
  ["notdef", "direct"],
  ["attended", "attended"],
  ["accomp", "attended"],
  ["blind", "blind"],
]);

const eventName = /^(?=.*[\p{L}\p{N}])[\p{L}\p{N}\p{M} _.:/-]{1,40}$/u;

/** Whether the fields are an event's, even of one that lacks what it needs. */
export function isEvents(fields: Fields): boolean {
  return eventName.test(cleanWord(fields.event)) || fields.callerid !== "" || readLegId(fields.id) !== null;
}

/** Makes events of one delivery's fields: the event it names, and the recordings it carries. */
export function readEvent(fields: Fields): Reading {
  const word = cleanWord(fields.event);
  const recorded = readRecorded(fields);
  if (word === "") return reading(recorded, "The delivery names no event and carries no recording.");
  const lowerCase = word.toLowerCase();
  if (lowerCase === "recording") return reading(recorded, lacking(word, "no usable recording address"));
  const reader = readers.get(lowerCase);
  if (reader === undefined) {
    if (!eventName.test(word)) return reading(recorded, "What the delivery names as its event is no name.");
    return reading([{ kind: "unrecognised", name: word }, ...recorded], "");
  }
  const id = readLegId(fields.id);
  const read = id === null ? lacking(word, "no id of the form yyMMddHHmmss_N-L") : reader(fields, id, word);
  return typeof read === "string" ? reading(recorded, read) : reading([read, ...recorded], "");
}

function reading(events: readonly PbxEvent[], reason: string): Reading {
  return events.length > 0 ? { understood: true, events } : { understood: false, reason };
}

function lacking(word: string, what: string): string {
  return `The event "${word}" has ${what}.`;
}

function readReached(fields: Fields, id: LegId, word: string): Reached | string {
  const number = cleanNumber(fields.user);
  if (number === "") return lacking(word, "no user");
  // "other" is how the feed names a menu; a sender that says nothing says no more than that.
  const claim = claims.get(cleanWord(fields.usertype).toLowerCase()) ?? "ivr";
  return { ...onCall(fields, id, "inbound"), kind: "reached", number, claim };
}

function readDialed(fields: Fields, id: LegId, word: string): Dialed | string {
  const agent = cleanNumber(fields.user);
  if (agent === "") return lacking(word, "no user");
  return { ...onCall(fields, id, "outbound"), kind: "dialed", agent };
}

function readAnswered(direction: Direction) {
  return (fields: Fields, id: LegId, word: string): Answered | string => {
    const agent = cleanNumber(fields.user);
    if (agent === "") return lacking(word, "no user");
    const via = vias.get(cleanWord(fields.trtype).toLowerCase()) ?? null;
    return { ...onCall(fields, id, direction), kind: "answered", direction, agent, via };
  };
}

function readEnded(direction: Direction) {
  return (fields: Fields, id: LegId): Ended => {
    const title = readTitle(fields.title);
    const duration = readDuration(fields.duration) ?? title.talkSeconds;
    const spoken = spokenOf(fields.finishtype) ?? title.spoken ?? (duration !== null && duration > 0 ? true : null);
    const user = cleanNumber(fields.user);
    const number = user === "" ? (title.place?.number ?? null) : user;
    return {
      ...onCall(fields, id, direction),
      kind: "ended",
      direction,
      number,
      spoken,
      transferred: cleanWord(fields.transfer).toLowerCase() === "true",
      talkSeconds: spoken === true ? duration : null,
      lostAt: spoken !== true && title.place !== null && title.place.number === number ? title.place.kind : null,
    };
  };
}

function spokenOf(finish: string): boolean | null {
  switch (cleanWord(finish).toLowerCase()) {
    case "ok":
      return true;
    case "missed":
      return false;
  }
  return null;
}

function onCall(fields: Fields, id: LegId, direction: Direction) {
  return {
    callId: id.callId,
    leg: id.leg,
    chain: chainOf(fields),
    caller: callerOf(fields),
    callerName: callerNameOf(fields),
    did: direction === "inbound" ? inboundDidOf(fields) : didOf(fields),
  };
}
