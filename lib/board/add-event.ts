import { addFact, type CallFacts, noFacts } from "#lib/call/call-facts.ts";
import { noShares } from "#lib/call/call-shares.ts";
import { freshCall } from "#lib/call/call-view.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import type { AdoptedFacts, CallEntry, Draft } from "./board-state.ts";
import { continuesChain, findOpenCall, ownerOf, standsAlone } from "./link-call.ts";
import { noteKind } from "./number-kind.ts";
import { reviewKinds } from "./review-kinds.ts";
import { removeCall, reviewCall } from "./shift-call.ts";

/** Adds one event at the draft's time. */
export function addEvent(draft: Draft, event: CallEvent): void {
  const changed = noteKind(draft, event);
  // First: which call the event belongs to depends on how the others read.
  if (changed !== null) reviewKinds(draft, new Set([changed]));
  const owner = ownerOf(draft, event.callId);
  const adopter = owner?.view ? null : adopterOf(draft, event, owner);
  const told = tell(draft, adopter ?? owner ?? newCall(draft, event), event) ?? adopter;
  if (told !== null) settle(draft, told);
}

/**
 * The open call an event under an unknown id belongs to: by the PBX's call chain, else by the fallback.
 * @param tapes what is known under that id so far: recordings only, which make no call of their own
 */
function adopterOf(draft: Draft, event: CallEvent, tapes: CallEntry | null): CallEntry | null {
  const chainKey = event.chain === null ? undefined : draft.chains.get(event.chain);
  const chained = chainKey === undefined ? undefined : draft.calls.get(chainKey);
  if (chained !== undefined && continuesChain(chained, event)) {
    return adopt(draft, chained, tapes?.own ?? noFacts(event.callId, draft.now), "chain");
  }
  const open = findOpenCall(draft, event);
  return open === null ? null : adopt(draft, open, tapes?.own ?? noFacts(event.callId, draft.now), "fallback");
}

function adopt(draft: Draft, entry: CallEntry, facts: CallFacts, by: AdoptedFacts["by"]): CallEntry {
  const alone = draft.calls.get(facts.id);
  const chains = alone?.chains ?? [];
  if (alone !== undefined) removeCall(draft, alone);
  draft.owners.set(facts.id, entry.key);
  for (const chain of chains) draft.chains.set(chain, entry.key);
  return { ...entry, adopted: [...entry.adopted, { facts, by, chains }] };
}

function newCall(draft: Draft, event: CallEvent): CallEntry {
  draft.owners.set(event.callId, event.callId);
  return callOf(noFacts(event.callId, draft.now), draft.now);
}

function callOf(facts: CallFacts, now: number): CallEntry {
  return {
    key: facts.id,
    own: facts,
    adopted: [],
    chains: [],
    memory: freshCall,
    since: now,
    standing: "",
    view: null,
    contactName: null,
    live: null,
    shares: noShares,
    shelves: [],
    due: Number.POSITIVE_INFINITY,
  };
}

/** The entry with the event among its facts; null when it says nothing new. */
function tell(draft: Draft, entry: CallEntry, event: CallEvent): CallEntry | null {
  const known = toldUnder(entry, event.callId);
  const facts = addFact(known.facts, event, draft.now, draft.settings.ringGap * 1000);
  const chains = chainsWith(draft, entry, event);
  if (facts === known.facts && chains === known.chains) return null;
  if (entry.own.id === event.callId) return { ...entry, chains, own: facts };
  const adopted = entry.adopted.map((one) => (one.facts.id === event.callId ? { ...one, facts, chains } : one));
  return { ...entry, adopted };
}

/** What was told of the call under one of its ids. */
function toldUnder(entry: CallEntry, id: string): Pick<AdoptedFacts, "facts" | "chains"> {
  return entry.adopted.find((one) => one.facts.id === id) ?? { facts: entry.own, chains: entry.chains };
}

function chainsWith(draft: Draft, entry: CallEntry, event: CallEvent): readonly string[] {
  const { chains } = toldUnder(entry, event.callId);
  if (event.chain === null || chains.includes(event.chain)) return chains;
  draft.chains.set(event.chain, entry.key);
  return [...chains, event.chain];
}

/** Reads the call anew; facts that turn out to be another call's are given their own. */
function settle(draft: Draft, entry: CallEntry): void {
  const stranger = entry.adopted.find(
    (one) => one.by === "fallback" && standsAlone(entry.own, one.facts, draft.settings.ringGap * 1000),
  );
  if (stranger === undefined) {
    reviewCall(draft, entry);
    return;
  }
  const alone = entry.adopted.filter((one) => one !== stranger);
  reviewCall(draft, { ...entry, adopted: alone, memory: { ...entry.memory, overAt: null } });
  const { facts, chains } = stranger;
  draft.owners.set(facts.id, facts.id);
  for (const chain of chains) draft.chains.set(chain, facts.id);
  reviewCall(draft, { ...callOf(facts, draft.now), chains });
}
