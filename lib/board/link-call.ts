import type { CallFacts } from "#lib/call/call-facts.ts";
import type { LivePart } from "#lib/call/call-view.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { isTalkingOn } from "./agent-entry.ts";
import type { CallEntry, Draft } from "./board-state.ts";

/**
 * The open call that an event under an unknown id must belong to: the one call whose caller, user and
 * direction fit, if there is exactly one (feed.md, identifiers). A ring or a dialling is a start and is never linked.
 */
export function findOpenCall(draft: Draft, event: CallEvent): CallEntry | null {
  if (event.kind === "reached" || event.kind === "dialed") return null;
  let found: CallEntry | null = null;
  for (const live of draft.live.values()) {
    const entry = entryOf(draft, live.id);
    if (entry === null || !fits(draft, entry, event)) continue;
    if (found !== null) return null;
    found = entry;
  }
  return found;
}

function entryOf(draft: Draft, id: string): CallEntry | null {
  const key = draft.owners.get(id);
  return (key === undefined ? undefined : draft.calls.get(key)) ?? null;
}

type LateEvent = Exclude<CallEvent, { kind: "reached" | "dialed" }>;

function fits(draft: Draft, entry: CallEntry, event: LateEvent): boolean {
  const { view } = entry;
  if (view === null || view.part.phase === "over" || entry.adopted.some((one) => one.by === "fallback")) return false;
  if (event.kind !== "recorded" && event.direction !== view.direction) return false;
  return fitsCaller(view.facts, event) && fitsUser(draft, entry, view.part, event) && !repeatsOwn(entry.own, event);
}

/** MAKECALL and a start without a number leave the caller open on an outbound call. */
function fitsCaller(facts: CallFacts, event: LateEvent): boolean {
  if (facts.outbound && (event.caller === null || facts.caller === null)) return true;
  return callerKey(facts.caller) === callerKey(event.caller);
}

function fitsUser(draft: Draft, entry: CallEntry, part: LivePart, event: LateEvent): boolean {
  const user = event.kind === "ended" ? event.number : event.agent;
  if (user === null || entry.view === null) return false;
  const speaking = entry.view.conversations.at(-1);
  if (speaking !== undefined && event.kind !== "answered") {
    return speaking.agent === user && isTalkingOn(draft.agentEntries.get(user), entry.key);
  }
  if (entry.view.direction === "outbound") return part.agent === user;
  return entry.view.reaches.some((reach) => reach.number === user);
}

/** What the call has under its own id, it cannot have under another one too. */
function repeatsOwn(own: CallFacts, event: CallEvent): boolean {
  switch (event.kind) {
    case "reached":
    case "dialed":
    case "recorded":
      return false;
    case "answered":
      return own.answers.some((answer) => answer.leg === event.leg);
    case "ended":
      return own.ends.some((end) => end.leg === event.leg && end.transferred === event.transferred);
  }
}

/**
 * Whether facts that were linked by the fallback have turned out to be a call of their own: its start came
 * after all, or the call they were given to has an answer or an end of its own.
 */
export function standsAlone(own: CallFacts, adopted: CallFacts): boolean {
  if (adopted.dials.length > 0 || adopted.reaches.some((reach) => reach.leg === 0)) return true;
  if (adopted.answers.some((answer) => own.answers.some((one) => one.leg === answer.leg))) return true;
  return adopted.ends.some((end) => own.ends.some((one) => one.leg === end.leg && one.transferred === end.transferred));
}
