import { callerKey } from "#lib/call/caller-key.ts";
import type { CallEvent, Direction } from "#lib/pbx/pbx-event.ts";
import type { CallEntry, Draft } from "./board-state.ts";

/** An event that goes on with a call; a ring or a dialling starts one. */
export type LateEvent = Exclude<CallEvent, { kind: "reached" | "dialed" }>;

/** The number that speaks on the call, or where the caller was. */
export function userOf(event: LateEvent): string | null {
  return event.kind === "ended" ? event.number : event.agent;
}

/** null where the event does not tell. */
export function directionTold(event: CallEvent): Direction | null {
  switch (event.kind) {
    case "reached":
      return "inbound";
    case "dialed":
      return "outbound";
    case "recorded":
      return null;
    case "answered":
    case "ended":
      return event.direction;
  }
}

/** Whether the fallback gave the call what was told under another id. It does so once. */
export function isLinked(entry: Pick<CallEntry, "adopted">): boolean {
  return entry.adopted.some((one) => one.by === "fallback");
}

/**
 * The shelves on which an event under an unknown id may find the call; none while it is over, linked, or of a withheld
 * caller. An inbound call stands on one, under its caller. Of an outbound call the feed may not tell whom it is to: it
 * stands under each of its numbers.
 */
export function shelvesOf(entry: Pick<CallEntry, "view" | "adopted">): readonly string[] {
  const { view } = entry;
  if (view === null || view.part.phase === "over" || isLinked(entry)) return [];
  const caller = callerKey(view.facts.caller);
  if (view.direction === "inbound") return caller === null ? [] : [inboundShelf(caller)];
  const numbers = new Set<string>();
  if (view.part.agent !== null) numbers.add(view.part.agent);
  for (const { agent } of view.conversations.slice(-1)) numbers.add(agent);
  for (const { number } of view.reaches) numbers.add(number);
  return [...numbers].map((number) => outboundShelf(number, caller));
}

/** Takes the call `key` from the shelves `before` and puts it on `next`. */
export function shiftOpen(draft: Draft, key: string, before: readonly string[], next: readonly string[]): void {
  const kept = sameStart(before, next);
  if (kept === before.length && kept === next.length) return;
  for (const shelf of before.slice(kept)) draft.open.delete(`${shelf}${key}`);
  for (const shelf of next.slice(kept)) draft.open.set(`${shelf}${key}`, key);
}

/** How many items both begin with. */
function sameStart(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((item, i) => item !== b[i]);
  return end === -1 ? a.length : end;
}

/**
 * The calls among which are all that the event could belong to, by direction, caller and the time in its id. One that
 * rang at a number and at another that begins alike may come twice.
 */
export function* openCallsFor(draft: Draft, event: LateEvent): Generator<CallEntry, void, void> {
  for (const [from, until] of spansOf(event)) {
    for (let next = draft.open.pairFrom(from); next !== undefined && next[0] < until; ) {
      const entry = draft.calls.get(next[1]);
      if (entry !== undefined) yield entry;
      next = draft.open.pairFrom(`${next[0]}\0`);
    }
  }
}

type Span = readonly [from: string, until: string];

/** Sorts after every character of a call id. */
const last = "~";

function spansOf(event: LateEvent): readonly Span[] {
  const user = userOf(event);
  if (user === null) return [];
  const caller = callerKey(event.caller);
  const direction = directionTold(event);
  const upToEvent = (shelf: string): Span => [shelf, `${shelf}${stampOf(event.callId)}${last}`];
  const inbound = direction === "outbound" || caller === null ? [] : [upToEvent(inboundShelf(caller))];
  if (direction === "inbound") return inbound;
  const outbound = outboundShelves(user);
  if (event.caller === null) return [...inbound, [outbound, `${outbound}${last}`]];
  const callees = caller === null ? [null] : [null, caller];
  return [...inbound, ...callees.map((callee) => upToEvent(outboundShelf(user, callee)))];
}

function inboundShelf(caller: string): string {
  return `inbound|${caller}|`;
}

/** A shelf for those to each caller, one for those that have told none. */
function outboundShelf(number: string, caller: string | null): string {
  return `${outboundShelves(number)}${caller ?? ""}|`;
}

function outboundShelves(number: string): string {
  return `outbound|${number}|`;
}

/** When the PBX created the call, by its own clock: yyMMddHHmmss. */
export function stampOf(callId: string): string {
  return callId.slice(0, 12);
}
