import type { Engagement, Tally } from "#lib/call/call-shares.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { AgentState, AgentStatus } from "./board.ts";
import type { Draft } from "./board-state.ts";
import { sameFields } from "./same-fields.ts";

type AgentTally = Extract<Tally, { of: "agent" }>;

/** What one call holds an agent with. */
export interface Claim extends Engagement {
  readonly key: string;
  readonly callId: string;
}

export interface AgentEntry {
  readonly claims: readonly Claim[];
  /** When the agent last began a conversation, and last dialled or began one: older claims are over. Epoch ms. */
  readonly lastTalk: number;
  readonly lastDeed: number;
  readonly sums: AgentSums;
}

/** Today's deeds. `seen` counts them all: an agent with none was not seen today. */
export interface AgentSums {
  readonly seen: number;
  readonly answered: number;
  readonly ringNoAnswer: number;
  readonly outbound: number;
  readonly talk: number;
}

export const noDeeds: AgentSums = { seen: 0, answered: 0, ringNoAnswer: 0, outbound: 0, talk: 0 };

export const newAgent: AgentEntry = { claims: [], lastTalk: 0, lastDeed: 0, sums: noDeeds };

/** Adds (`sign` 1) or takes away (-1) one deed. */
export function addDeed(sums: AgentSums, tally: AgentTally, sign: 1 | -1): AgentSums {
  return {
    seen: sums.seen + sign,
    answered: sums.answered + (tally.deed === "answered" ? sign : 0),
    ringNoAnswer: sums.ringNoAnswer + (tally.deed === "rang-no-answer" ? sign : 0),
    outbound: sums.outbound + (tally.deed === "dialed" ? sign : 0),
    talk: sums.talk + sign * tally.talk,
  };
}

/** The agent, no longer held by the call `key`. */
export function withoutClaims(entry: AgentEntry, key: string): AgentEntry {
  return { ...entry, claims: entry.claims.filter((claim) => claim.key !== key) };
}

export function withClaim(entry: AgentEntry, claim: Claim): AgentEntry {
  const { kind, since } = claim;
  return {
    ...entry,
    claims: [...entry.claims, claim],
    lastTalk: kind === "talking" ? Math.max(entry.lastTalk, since) : entry.lastTalk,
    lastDeed: kind === "ringing" ? entry.lastDeed : Math.max(entry.lastDeed, since),
  };
}

/** A conversation that is over ends older claims too, though nothing was heard of it while it went on. */
export function afterTalk(entry: AgentEntry, begunAt: number): AgentEntry {
  if (entry.lastTalk >= begunAt) return entry;
  return { ...entry, lastTalk: begunAt, lastDeed: Math.max(entry.lastDeed, begunAt) };
}

/**
 * Publishes an agent's status after the entry changed. One who was not seen today and is on no call leaves: an older
 * conversation whose end was lost is remembered, and holds nobody.
 */
export function publishAgent(
  draft: Draft,
  extension: string,
  entry: AgentEntry = draft.agentEntries.get(extension) ?? newAgent,
): void {
  const claim = currentClaim(entry);
  if (entry.sums.seen === 0 && claim === null) {
    draft.agents.delete(extension);
    if (entry.claims.length === 0) draft.agentEntries.delete(extension);
    return;
  }
  const known = draft.agents.get(extension);
  const next = agentStatus(draft, extension, entry, claim, known);
  if (known === undefined || !sameFields(known, next)) draft.agents.set(extension, next);
}

function agentStatus(
  draft: Draft,
  extension: string,
  entry: AgentEntry,
  claim: Claim | null,
  known: AgentStatus | undefined,
): AgentStatus {
  const state: AgentState = claim?.kind ?? "idle";
  const idleSince = known?.state === "idle" ? known.since : isoTime(draft.now);
  return {
    extension,
    name: draft.settings.directory.get(extension)?.name ?? null,
    state,
    since: claim === null ? idleSince : isoTime(claim.since),
    callId: claim?.callId ?? null,
    answered: entry.sums.answered,
    ringNoAnswer: entry.sums.ringNoAnswer,
    outbound: entry.sums.outbound,
    talkSeconds: entry.sums.talk / 1000,
  };
}

/** An agent who starts another conversation ends the older one's claim (calls.md, rule 8); talking outweighs ringing. */
function currentClaim(entry: AgentEntry): Claim | null {
  let best: Claim | null = null;
  for (const claim of entry.claims) if (holds(claim, entry) && (best === null || outweighs(claim, best))) best = claim;
  return best;
}

function holds({ kind, since }: Claim, { lastTalk, lastDeed }: AgentEntry): boolean {
  switch (kind) {
    case "talking":
      return since >= lastTalk;
    case "dialing":
      return since >= lastDeed;
    case "ringing":
      return true;
  }
}

const weight: Readonly<Record<Claim["kind"], number>> = { talking: 2, dialing: 1, ringing: 0 };

function outweighs(a: Claim, b: Claim): boolean {
  if (a.kind !== b.kind) return weight[a.kind] > weight[b.kind];
  return a.since === b.since ? a.key > b.key : a.since > b.since;
}

/** Whether the agent is still held by their conversation on that call. */
export function isTalkingOn(entry: AgentEntry | undefined, key: string): boolean {
  return entry?.claims.some((claim) => claim.key === key && claim.kind === "talking" && holds(claim, entry)) ?? false;
}
