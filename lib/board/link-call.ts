import type { CallFacts, End } from "#lib/call/call-facts.ts";
import type { LivePart } from "#lib/call/call-view.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { isTalkingOn } from "./agent-entry.ts";
import type { CallEntry, Draft } from "./board-state.ts";
import { directionTold, isLinked, type LateEvent, openCallsFor, stampOf, userOf } from "./open-calls.ts";

/**
 * The open call that an event under an unknown id must belong to: the one call whose caller, user and
 * direction fit, if there is exactly one (feed.md, identifiers). A ring or a dialling is a start and is never linked.
 */
export function findOpenCall(draft: Draft, event: CallEvent): CallEntry | null {
  if (event.kind === "reached" || event.kind === "dialed") return null;
  let found: CallEntry | null = null;
  for (const entry of openCallsFor(draft, event)) {
    if (entry === found || !fits(draft, entry, event)) continue;
    if (found !== null) return null;
    found = entry;
  }
  return found;
}

/** The call that an id of the feed belongs to, its own or an adopted one. */
export function ownerOf(draft: Draft, id: string): CallEntry | null {
  const key = draft.owners.get(id);
  return (key === undefined ? undefined : draft.calls.get(key)) ?? null;
}

/**
 * Whether an event under a new id goes on with a call of the same chain id. A sender may use an id again: another
 * caller's or another direction's event is not meant, and a call that is over takes only its own ending.
 */
export function continuesChain(entry: CallEntry, event: CallEvent): boolean {
  const { view } = entry;
  if (view === null) return true;
  const direction = directionTold(event);
  if (direction !== null && direction !== view.direction) return false;
  const [known, told] = [callerKey(view.facts.caller), callerKey(event.caller)];
  if (known !== null && told !== null && known !== told) return false;
  return view.part.phase === "live" || event.kind === "ended" || event.kind === "recorded";
}

/** Whether the event under another id may be the call's. */
export function fits(draft: Draft, entry: CallEntry, event: LateEvent): boolean {
  const { view } = entry;
  if (view === null || view.part.phase === "over" || isLinked(entry)) return false;
  const direction = directionTold(event);
  if (direction !== null && direction !== view.direction) return false;
  // A call gets its other id later than its own: an id of before is an older call's.
  if (stampOf(event.callId) < stampOf(entry.key)) return false;
  return fitsCaller(view.facts, event) && fitsUser(draft, entry, view.part, event) && !repeatsOwn(entry.own, event);
}

/** A withheld caller could be anybody. MAKECALL and a start without a number leave the caller open on an outbound call. */
function fitsCaller(facts: CallFacts, event: LateEvent): boolean {
  if (facts.outbound && (event.caller === null || facts.caller === null)) return true;
  const key = callerKey(facts.caller);
  return key !== null && key === callerKey(event.caller);
}

function fitsUser(draft: Draft, { key, view }: CallEntry, part: LivePart, event: LateEvent): boolean {
  const user = userOf(event);
  if (user === null || view === null) return false;
  const speaking = view.conversations.at(-1);
  const reachedOn = (leg: number): boolean => view.reaches.some((one) => one.leg >= leg && one.number === user);
  if (speaking !== undefined && event.kind === "ended" && event.spoken !== true && reachedOn(speaking.leg)) return true;
  if (speaking !== undefined && event.kind !== "answered") {
    return speaking.agent === user && isTalkingOn(draft.agentEntries.get(user), key);
  }
  return view.direction === "outbound" ? part.agent === user : reachedOn(0);
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
      return own.ends.some((end) => isSameEnd(end, event));
  }
}

/**
 * Whether facts that were linked by the fallback have turned out to be a call of their own: its start came
 * after all, or the call they were given to has an answer or an end of its own, or went on after it was lost.
 * @param ringGap ms by which a ring may come late
 */
export function standsAlone(own: CallFacts, adopted: CallFacts, ringGap: number): boolean {
  if (adopted.dials.length > 0 || adopted.reaches.some((reach) => reach.leg === 0)) return true;
  if (adopted.answers.some((answer) => own.answers.some((one) => one.leg === answer.leg))) return true;
  if (adopted.ends.some((end) => own.ends.some((one) => isSameEnd(one, end)))) return true;
  const lostAt = adopted.ends.find((end) => end.spoken === false && !end.transferred)?.at ?? Number.POSITIVE_INFINITY;
  return own.answers.some((answer) => answer.at > lostAt) || own.reaches.some((reach) => reach.at > lostAt + ringGap);
}

/** A call ends once; a leg is handed over once. */
function isSameEnd(a: Pick<End, "leg" | "transferred">, b: Pick<End, "leg" | "transferred">): boolean {
  return a.transferred === b.transferred && (!a.transferred || a.leg === b.leg);
}
