import type { Answered, CallEvent, Direction, Ended, NumberKind, Via } from "#lib/pbx/pbx-event.ts";

/** The feed's words for what both documented forms say alike. */
export const usertypes: Readonly<Record<NumberKind, string>> = { ivr: "other", queue: "queue", phone: "ext" };

export const endNames: Readonly<Record<Direction, string>> = { inbound: "incoming", outbound: "outgoing" };

const trtypes: Readonly<Record<Via, string>> = { direct: "NotDef", attended: "Attended", blind: "Blind" };

export function idOf(event: CallEvent): string {
  return `${event.callId}-${event.leg}`;
}

/** @param withheld the word for a caller without a number */
export function calleridOf(event: CallEvent, withheld: string): string {
  const placedByClick = event.kind === "answered" && event.direction === "outbound";
  return event.caller ?? (placedByClick ? "MAKECALL" : withheld);
}

export function trtypeOf(event: Answered): string {
  return event.via === null ? "" : trtypes[event.via];
}

export function finishtypeOf(event: Ended): string {
  return event.spoken === true ? "Ok" : "Missed";
}

export function transferOf(event: Ended): string {
  return event.transferred ? "True" : "False";
}
