import type { Delivery } from "#lib/pbx/delivery.ts";
import type { CallEvent, Direction } from "#lib/pbx/pbx-event.ts";
import { calleridOf, endNames, finishtypeOf, idOf, transferOf, trtypeOf, usertypes } from "./feed-words.ts";

/** An event as a POST of the documentation: JSON with capital keys, a blank after every brace and comma. */
export function renderPost(event: CallEvent): Delivery {
  const members = Object.entries(fieldsOf(event)).map(([key, value]) => `"${key}": ${jsonOf(value)}`);
  return { method: "POST", contentType: "application/json", body: `{ ${members.join(", ")} }`, query: null };
}

const answerNames: Readonly<Record<Direction, string>> = {
  inbound: "incomingcall_started",
  outbound: "outgoingcall_started",
};

/** In the order in which the documentation prints them. */
function fieldsOf(event: CallEvent): Readonly<Record<string, string | readonly string[]>> {
  const Callerid = calleridOf(event, "");
  const Did = event.did ?? "";
  const Id = idOf(event);
  switch (event.kind) {
    case "reached":
      return { Event: "ringing", Callerid, User: event.number, Usertype: usertypes[event.claim], Did, Id };
    case "dialed":
      return { Event: "dialing", Callerid, User: event.agent, Id };
    case "answered":
      return { Event: answerNames[event.direction], Callerid, User: event.agent, Trtype: trtypeOf(event), Did, Id };
    case "ended": {
      const how = { Finishtype: finishtypeOf(event), Transfer: transferOf(event) };
      const Duration = event.talkSeconds === null ? "" : duration(event.talkSeconds);
      return { Event: endNames[event.direction], Callerid, User: event.number ?? "", ...how, Did, Duration, Id };
    }
    case "recorded":
      return { Event: "recording", FileUrls: event.urls, Callerid, User: event.agent ?? "", Id };
  }
}

/** `mm:ss`; an hour is sixty minutes. */
function duration(seconds: number): string {
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function jsonOf(value: string | readonly string[]): string {
  if (typeof value === "string") return JSON.stringify(value);
  return `[ ${value.map((item) => JSON.stringify(item)).join(", ")} ]`;
}
