import type { Answered, CallEvent, Direction, Ended, NumberKind, Via } from "#lib/pbx/pbx-event.ts";
import type { Traits } from "./dialect.ts";
import { durationOf, titleOf } from "./talk-words.ts";

type Member = readonly [key: string, value: string | readonly string[]];
/** In the order in which they are sent. */
export type Members = readonly Member[];

const usertypes: Readonly<Record<NumberKind, string>> = { ivr: "other", queue: "queue", phone: "ext" };
const trtypes: Readonly<Record<Via, string>> = { direct: "NotDef", attended: "Attended", blind: "Blind" };
const directionWords: Readonly<Record<Direction, string>> = { inbound: "incoming", outbound: "outgoing" };

/** An event in the feed's words. A key that begins with a capital here does so in every dialect. */
export function membersOf(event: CallEvent, speech: Traits): Members {
  const callerid: Member = ["callerid", event.caller ?? withoutNumber(event, speech)];
  const did: Member = ["did", event.did ?? (speech.carrier === "typographic-json" ? "empty" : "")];
  const rest: Members = [
    ...(speech.tellsMore ? moreOf(event) : []),
    ["id", `${event.callId}-${Math.max(speech.firstLeg, event.leg)}`],
  ];
  switch (event.kind) {
    case "reached": {
      // The stray blank is that of the sender of 2023.
      const usertype = `${speech.via === "untold" ? " " : ""}${usertypes[event.claim]}`;
      return [["event", "ringing"], callerid, ["user", event.number], ["usertype", usertype], did, ...rest];
    }
    case "dialed":
      return [["event", "dialing"], callerid, ["user", event.agent], ...rest];
    case "answered": {
      const how = viaAround(did, event, speech);
      return [["event", answerWord(event, speech)], callerid, ["user", event.agent], ...how, ...rest];
    }
    case "ended": {
      const talk: Member =
        speech.talkTime === "duration" ? ["duration", durationOf(event)] : ["title", titleOf(event, speech)];
      return [["event", directionWords[event.direction]], callerid, ...endOf(event, speech), did, talk, ...rest];
    }
    case "recorded":
      if (speech.recordings !== "event") return [["FILES", event.urls]];
      return [["event", "recording"], ["FileUrls", event.urls], callerid, ["user", event.agent ?? ""], ...rest];
  }
}

function withoutNumber(event: CallEvent, { withheldCaller }: Traits): string {
  return event.kind === "answered" && event.direction === "outbound" ? "MAKECALL" : withheldCaller;
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

function viaAround(did: Member, event: Answered, speech: Traits): Members {
  const via: Member = ["trtype", event.via === null ? "" : trtypes[event.via]];
  switch (speech.via) {
    case "before-did":
      return [via, did];
    case "after-did":
      return [did, via];
    case "untold":
      return [did];
  }
}

function endOf(event: Ended, { tellsFinish }: Traits): Members {
  const finishtype: Members =
    event.spoken === null || !tellsFinish ? [] : [["finishtype", event.spoken ? "Ok" : "Missed"]];
  return [["user", event.number ?? ""], ...finishtype, ["transfer", event.transferred ? "True" : "False"]];
}
