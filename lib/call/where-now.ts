import type { LiveState } from "#lib/board/board.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Direction } from "#lib/pbx/pbx-event.ts";
import type { CallFacts } from "./call-facts.ts";
import type { Conversation } from "./conversations.ts";
import type { PlacedReach } from "./places.ts";
import type { PhoneRing } from "./ring-rounds.ts";

/** Where a live call stands, and since when its age counts. */
export interface Whereabouts {
  readonly state: LiveState;
  readonly queue: string | null;
  readonly agent: string | null;
  /** Epoch ms. */
  readonly anchor: number;
  /** Which age makes it uncertain. */
  readonly patience: keyof BoardSettings["uncertainAfter"];
}

/**
 * @param ringing the rings that go on now
 * @param gap ms within which a menu's ring may have overtaken a queue's on the way
 */
export function whereNow(
  direction: Direction,
  facts: CallFacts,
  reaches: readonly PlacedReach[],
  conversations: readonly Conversation[],
  ringing: readonly PhoneRing[],
  gap: number,
): Whereabouts {
  const conversation = conversations.at(-1);
  if (conversation !== undefined) return afterAnswer(reaches, conversations, conversation, ringing, gap);
  if (direction === "outbound") {
    const agent = facts.dials[0]?.agent ?? null;
    return { state: "dialing", queue: null, agent, anchor: facts.firstAt, patience: "dialing" };
  }
  return beforeAnswer(facts, reaches, ringing, gap);
}

function beforeAnswer(
  facts: CallFacts,
  reaches: readonly PlacedReach[],
  ringing: readonly PhoneRing[],
  gap: number,
): Whereabouts {
  const since = waitingSince(reaches, 0) ?? facts.firstAt;
  const place = lastPlace(reaches, 0, gap);
  const queue = place?.kind === "queue" ? place.number : null;
  if (ringing.length > 0) return { state: "ringing", queue, agent: null, anchor: since, patience: "waiting" };
  if (queue !== null) return { state: "queued", queue, agent: null, anchor: since, patience: "waiting" };
  const lastPhone = reaches.findLast((reach) => reach.kind === "phone");
  if (lastPhone !== undefined && lastPhone.at + gap >= (place?.at ?? 0)) {
    return { state: "ringing", queue, agent: null, anchor: since, patience: "waiting" };
  }
  return { state: "ivr", queue: null, agent: null, anchor: menuSince(facts, reaches), patience: "ivr" };
}

/** A caller who goes from menu to menu is in menus since the first; one who comes back from a queue, since then. */
function menuSince(facts: CallFacts, reaches: readonly PlacedReach[]): number {
  const queued = reaches.findLastIndex((reach) => reach.kind === "queue");
  return reaches.slice(queued + 1).find((reach) => reach.kind === "ivr")?.at ?? facts.firstAt;
}

/** calls.md, rule 5: a transfer to a queue or a menu puts the caller back there, one to a phone does not. */
function afterAnswer(
  reaches: readonly PlacedReach[],
  conversations: readonly Conversation[],
  conversation: Conversation,
  ringing: readonly PhoneRing[],
  gap: number,
): Whereabouts {
  const place = lastPlace(reaches, conversation.leg, gap);
  if (place?.kind === "queue") {
    const since = waitingSince(reaches, conversation.leg) ?? place.at;
    const state = ringing.length > 0 ? "ringing" : "queued";
    return { state, queue: place.number, agent: null, anchor: since, patience: "waiting" };
  }
  if (place?.kind === "ivr") return { state: "ivr", queue: null, agent: null, anchor: place.at, patience: "ivr" };
  const spoken = conversations.length > 1 || conversation.leg > 1 ? "transferred" : "answered";
  const queue = reaches.findLast((reach) => reach.kind === "queue")?.number ?? null;
  if (conversation.endedAt !== null) {
    return { state: spoken, queue, agent: null, anchor: conversation.endedAt, patience: "ivr" };
  }
  return { state: spoken, queue, agent: conversation.agent, anchor: conversation.begunAt, patience: "talking" };
}

/** When the caller began to wait: the first queue ring, or without a queue the first phone ring. */
export function waitingSince(reaches: readonly PlacedReach[], leg: number): number | null {
  let firstRing: number | null = null;
  for (const reach of reaches) {
    if (reach.leg < leg || reach.supposed) continue;
    if (reach.kind === "queue") return reach.at;
    if (reach.kind === "phone") firstRing ??= reach.at;
  }
  return firstRing;
}

/** The last queue or menu the call reached on these legs. */
function lastPlace(reaches: readonly PlacedReach[], leg: number, gap: number): PlacedReach | undefined {
  const last = reaches.findLast((reach) => reach.leg >= leg && reach.kind !== "phone");
  if (last?.kind !== "ivr") return last;
  return reaches.findLast((reach) => reach.leg >= leg && reach.kind === "queue" && last.at - reach.at <= gap) ?? last;
}
