import type { Delivery } from "#lib/pbx/delivery.ts";
import type { Answered, CallEvent, Direction, Ended, NumberKind, Via } from "#lib/pbx/pbx-event.ts";
import { type Dialect, type Traits, traits } from "./dialect.ts";

type Member = readonly [key: string, value: string | readonly string[]];
/** In the order in which they are sent. */
type Members = readonly Member[];

/** An event as one delivery of a dialect. What the dialect cannot say is lost: see `asSaid`. */
export function renderDelivery(event: CallEvent, dialect: Dialect): Delivery {
  const speech = traits[dialect];
  if (event.kind === "recorded" && speech.recordings === "bare") return bareAddresses(event.urls, dialect);
  const members = membersOf(event, speech).map(([key, value]) => [cased(key, speech), value] as const);
  switch (speech.carrier) {
    case "json":
      return post("application/json", jsonOf(members, ['"', '"']));
    case "typographic-json":
      return post("application/json", jsonOf(members, ["“", "”"]));
    case "form":
      return post("application/x-www-form-urlencoded", pairsOf(members, plusEncoded));
    case "query":
      return get(pairsOf(members, encoders[dialect] ?? encodeURIComponent));
  }
}

function post(contentType: string, body: string): Delivery {
  return { method: "POST", contentType, body, query: null };
}

function get(query: string): Delivery {
  return { method: "GET", contentType: null, body: null, query };
}

const encoders: Partial<Record<Dialect, (text: string) => string>> = {
  "get-plus": plusEncoded,
  "get-raw": (text) => text,
};

function plusEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll("%20", "+");
}

/** An address is sent as it is; only the blanks between several are encoded. */
function bareAddresses(urls: readonly string[], dialect: Dialect): Delivery {
  const encode = encoders[dialect] ?? encodeURIComponent;
  return get(urls.join(encode(" ")));
}

function cased(key: string, { keys }: Traits): string {
  return keys === "lower" || key === "FILES" ? key : (capitals[key] ?? key);
}

const capitals: Readonly<Record<string, string>> = {
  event: "Event",
  callerid: "Callerid",
  user: "User",
  usertype: "Usertype",
  trtype: "Trtype",
  finishtype: "Finishtype",
  transfer: "Transfer",
  did: "Did",
  duration: "Duration",
  id: "Id",
};

function jsonOf(members: Members, [open, close]: readonly [string, string]): string {
  const quoted = (text: string) => `${open}${JSON.stringify(text).slice(1, -1)}${close}`;
  const listed = (value: string | readonly string[]) =>
    typeof value === "string" ? quoted(value) : `[ ${value.map(quoted).join(", ")} ]`;
  return `{ ${members.map(([key, value]) => `${quoted(key)}: ${listed(value)}`).join(", ")} }`;
}

function pairsOf(members: Members, encode: (text: string) => string): string {
  return members.flatMap(([key, value]) => [value].flat().map((text) => `${key}=${encode(text)}`)).join("&");
}

const usertypes: Readonly<Record<NumberKind, string>> = { ivr: "other", queue: "queue", phone: "ext" };
const trtypes: Readonly<Record<Via, string>> = { direct: "NotDef", attended: "Attended", blind: "Blind" };
const directionWords: Readonly<Record<Direction, string>> = { inbound: "incoming", outbound: "outgoing" };
const placeWords: Readonly<Record<NumberKind, string>> = { ivr: "IVR", queue: "queue", phone: "ext" };

function membersOf(event: CallEvent, speech: Traits): Members {
  const callerid: Member = ["callerid", event.caller ?? noNumber(event)];
  const did: Member = ["did", event.did ?? (speech.carrier === "typographic-json" ? "empty" : "")];
  const rest: Members = [...(speech.tellsMore ? moreOf(event) : []), ["id", `${event.callId}-${event.leg}`]];
  switch (event.kind) {
    case "reached": {
      // The stray blank is that of a sender of 2025.
      const usertype = `${speech.tellsMore ? " " : ""}${usertypes[event.claim]}`;
      return [["event", "ringing"], callerid, ["user", event.number], ["usertype", usertype], did, ...rest];
    }
    case "dialed":
      return [["event", "dialing"], callerid, ["user", event.agent], ...rest];
    case "answered":
      return [
        ["event", answerWord(event, speech)],
        callerid,
        ["user", event.agent],
        did,
        ...viaOf(event, speech),
        ...rest,
      ];
    case "ended":
      return [["event", directionWords[event.direction]], callerid, ...endOf(event, speech), did, ...rest];
    case "recorded":
      if (speech.recordings !== "event") return [["FILES", event.urls]];
      return [["event", "recording"], ["FileUrls", event.urls], callerid, ["user", event.agent ?? ""], ...rest];
  }
}

function noNumber(event: CallEvent): string {
  return event.kind === "answered" && event.direction === "outbound" ? "MAKECALL" : "anonymous";
}

/** What the sender of 2025 adds to every event. */
function moreOf(event: CallEvent): Members {
  return [
    ["inbound_did", ""],
    ["breakside", "src"],
    ["call_id1", "1"],
    ["call_id2", "2"],
    ["source_presentation", event.caller ?? ""],
    ["termination_reason_details", ""],
    ["sip_displayname", event.caller ?? ""],
    ["phonebook", event.callerName ?? ""],
    ["chid", event.chain ?? ""],
  ];
}

function answerWord({ direction }: Answered, { answerWord: word }: Traits): string {
  return word === "call_started" ? `${directionWords[direction]}call_started` : `${word}${directionWords[direction]}`;
}

function viaOf({ via }: Answered, { tellsVia }: Traits): Members {
  return tellsVia ? [["trtype", via === null ? "" : trtypes[via]]] : [];
}

function endOf(event: Ended, speech: Traits): Members {
  const finishtype: Members = event.spoken === null ? [] : [["finishtype", event.spoken ? "Ok" : "Missed"]];
  const told: Member =
    speech.talkTime === "duration" ? ["duration", durationOf(event)] : ["title", titleOf(event, speech)];
  return [["user", event.number ?? ""], ...finishtype, ["transfer", event.transferred ? "True" : "False"], told];
}

/** `mm:ss`, an hour being sixty minutes. */
function durationOf({ spoken, talkSeconds }: Ended): string {
  if (spoken !== true || talkSeconds === null) return "";
  return [Math.floor(talkSeconds / 60), talkSeconds % 60].map(twoDigits).join(":");
}

function titleOf(event: Ended, { talkWords }: Traits): string {
  const line = event.did === null ? "" : `${event.did}:`;
  const party = event.caller ?? "anonymous";
  if (event.spoken === null) return "";
  if (event.spoken) return `${line}${talkWords[event.direction]}${party}${bracketOf(event.talkSeconds)}`;
  if (event.direction === "outbound") return `${line}Unanswered call to ${party}`;
  const tellsPlace = event.lostAt !== null && event.number !== null;
  const place = tellsPlace ? ` by ${placeWords[event.lostAt]} ${event.number}` : "";
  return `${line}Missed call${place} from ${party}`;
}

/** `(m:ss)`, from an hour on `(h:mm:ss)`. */
function bracketOf(seconds: number | null): string {
  if (seconds === null) return "";
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const start = hours > 0 ? `${hours}:${twoDigits(minutes)}` : minutes;
  return ` (${start}:${twoDigits(seconds % 60)})`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
