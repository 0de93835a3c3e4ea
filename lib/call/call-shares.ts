import { talkSeconds, waitSeconds } from "./call-record.ts";
import type { CallView } from "./call-view.ts";
import { callerKey } from "./caller-key.ts";
import type { Passage } from "./passages.ts";
import type { PhoneRing } from "./ring-rounds.ts";

/** One thing to count, on the day it began. Durations are ms; times epoch ms. */
export type Tally =
  | {
      readonly of: "inbound";
      readonly at: number;
      readonly outcome: "open" | "answered" | "missed" | "abandonedInIvr" | "unknown";
    }
  | { readonly of: "outbound"; readonly at: number; readonly answered: boolean }
  | {
      readonly of: "passage";
      readonly at: number;
      readonly queue: string;
      readonly outcome: Passage["outcome"];
      readonly wait: number | null;
      readonly talk: number | null;
    }
  | {
      readonly of: "agent";
      readonly at: number;
      readonly agent: string;
      readonly deed: "answered" | "dialed" | "rang" | "rang-no-answer" | "talked";
      readonly talk: number;
    };

export function sameTally(a: Tally, b: Tally): boolean {
  switch (a.of) {
    case "inbound":
      return b.of === "inbound" && a.at === b.at && a.outcome === b.outcome;
    case "outbound":
      return b.of === "outbound" && a.at === b.at && a.answered === b.answered;
    case "passage":
      return b.of === "passage" && samePassage(a, b);
    case "agent":
      return b.of === "agent" && a.at === b.at && a.agent === b.agent && a.deed === b.deed && a.talk === b.talk;
  }
}

type PassageTally = Extract<Tally, { of: "passage" }>;

function samePassage(a: PassageTally, b: PassageTally): boolean {
  return a.at === b.at && a.queue === b.queue && a.outcome === b.outcome && a.wait === b.wait && a.talk === b.talk;
}

/** What a live call holds an agent with. `since` is epoch ms. */
export interface Engagement {
  readonly agent: string;
  readonly kind: "talking" | "dialing" | "ringing";
  readonly since: number;
}

export function sameEngagement(a: Engagement, b: Engagement): boolean {
  return a.agent === b.agent && a.kind === b.kind && a.since === b.since;
}

/** A caller nobody spoke to. */
export interface Miss {
  readonly key: string | null;
  readonly callId: string;
  readonly caller: string;
  readonly callerName: string | null;
  readonly at: number;
  readonly lostIn: "ivr" | "queue" | "ringing";
  readonly queue: string | null;
  readonly waitSeconds: number | null;
  readonly rang: readonly string[];
}

/** A caller somebody spoke to. */
export interface Contact {
  readonly key: string;
  readonly callId: string;
  readonly at: number;
  readonly how: "called-back" | "rang-again";
}

/** Everything one call adds to the board besides itself. Taking it away and adding the new one keeps every sum right. */
export interface CallShares {
  readonly tallies: readonly Tally[];
  readonly engagements: readonly Engagement[];
  readonly miss: Miss | null;
  readonly contact: Contact | null;
}

export const noShares: CallShares = { tallies: [], engagements: [], miss: null, contact: null };

/**
 * @param now epoch ms: a ring still going on is not yet a ring no answer
 * @param gaveUpAfter ms a phone must have rung for a lost caller to count against it
 */
export function sharesOf(view: CallView, now: number, gaveUpAfter: number): CallShares {
  const tallies = [callTally(view)];
  addPassageTallies(tallies, view);
  addAgentTallies(tallies, view, now, gaveUpAfter);
  return {
    tallies,
    engagements: engagementsOf(view),
    miss: missOf(view),
    contact: contactOf(view),
  };
}

function callTally(view: CallView): Tally {
  const at = view.facts.firstAt;
  if (view.direction === "outbound") return { of: "outbound", at, answered: view.conversations.length > 0 };
  return { of: "inbound", at, outcome: inboundOutcome(view) };
}

function inboundOutcome({ part, conversations }: CallView): Extract<Tally, { of: "inbound" }>["outcome"] {
  if (part.phase === "live") return conversations.length > 0 ? "answered" : "open";
  switch (part.state) {
    case "unknown":
      return "unknown";
    case "missed":
      return part.lostIn === "ivr" ? "abandonedInIvr" : "missed";
    case "completed":
    case "unanswered":
      return "answered";
  }
}

function addPassageTallies(tallies: Tally[], view: CallView): void {
  for (const { enteredAt: at, queue, outcome, wait, answeredBy } of view.passages) {
    const talk = answeredBy === null ? null : talkOf(view, answeredBy.leg);
    tallies.push({ of: "passage", at, queue, outcome, wait, talk });
  }
}

function talkOf(view: CallView, leg: number): number | null {
  const conversation = view.conversations.find((one) => one.leg === leg);
  const seconds = conversation === undefined ? null : talkSeconds(conversation);
  return seconds === null ? null : Math.round(seconds * 1000);
}

function addAgentTallies(tallies: Tally[], view: CallView, now: number, gaveUpAfter: number): void {
  const isOutbound = view.direction === "outbound";
  const dialer = isOutbound ? dialerOf(view) : null;
  if (dialer !== null) tallies.push({ of: "agent", at: view.facts.firstAt, agent: dialer, deed: "dialed", talk: 0 });
  const patience = wasAbandoned(view) ? gaveUpAfter : Number.POSITIVE_INFINITY;
  for (const ring of view.rings) {
    const deed = isRingNoAnswer(ring, now, patience) ? "rang-no-answer" : "rang";
    tallies.push({ of: "agent", at: ring.from, agent: ring.phone, deed, talk: 0 });
  }
  for (const conversation of view.conversations) {
    const deed = isOutbound && conversation === view.conversations[0] ? "talked" : "answered";
    const talk = Math.round((talkSeconds(conversation) ?? 0) * 1000);
    tallies.push({ of: "agent", at: conversation.begunAt, agent: conversation.agent, deed, talk });
  }
}

/** Whether the caller gave up; a caller who was speaking when the call ended gave up on nobody. */
function wasAbandoned({ facts, conversations }: CallView): boolean {
  const leg = conversations.at(-1)?.leg ?? 0;
  return leg === 0 || !facts.ends.some((end) => end.leg >= leg && !end.transferred && end.spoken === true);
}

/** A ring that ran out, or that the caller gave up on; never because a colleague was quicker (calls.md, counting). */
function isRingNoAnswer(ring: PhoneRing, now: number, gaveUpAfter: number): boolean {
  switch (ring.endedBy) {
    case "next-round":
    case "time":
      return ring.to <= now;
    case "end":
      return ring.to > ring.from && ring.to - ring.from >= gaveUpAfter;
    case "answer":
      return false;
  }
}

/** The end of an unanswered call names who dialled, where the dialling itself was lost. */
function dialerOf(view: CallView): string | null {
  return view.facts.dials[0]?.agent ?? view.conversations[0]?.agent ?? view.facts.ends[0]?.number ?? null;
}

function engagementsOf(view: CallView): readonly Engagement[] {
  const { part } = view;
  if (part.phase === "over" || part.uncertain) return [];
  const engagements: Engagement[] = [];
  for (const conversation of view.conversations) {
    if (conversation.endedAt !== null) continue;
    engagements.push({ agent: conversation.agent, kind: "talking", since: conversation.begunAt });
  }
  if (part.state === "dialing" && part.agent !== null) {
    engagements.push({ agent: part.agent, kind: "dialing", since: view.facts.firstAt });
  }
  for (const phone of part.ringing) {
    const ring = view.rings.findLast((one) => one.phone === phone);
    engagements.push({ agent: phone, kind: "ringing", since: ring?.from ?? view.facts.firstAt });
  }
  return engagements;
}

function missOf(view: CallView): Miss | null {
  const { part, facts } = view;
  if (part.phase !== "over" || part.state !== "missed" || part.lostIn === null || part.endedAt === null) return null;
  return {
    key: callerKey(facts.caller),
    callId: view.id,
    caller: facts.caller ?? "",
    callerName: facts.callerName,
    at: part.endedAt,
    lostIn: part.lostIn,
    queue: view.passages.at(-1)?.queue ?? null,
    waitSeconds: waitSeconds(view),
    rang: [...new Set(view.rings.map((ring) => ring.phone))],
  };
}

function contactOf(view: CallView): Contact | null {
  const first = view.conversations[0];
  if (first === undefined) return null;
  const key = callerKey(view.facts.caller);
  if (key === null) return null;
  return { key, callId: view.id, at: first.begunAt, how: view.direction === "inbound" ? "rang-again" : "called-back" };
}
