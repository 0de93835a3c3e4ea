import type { LiveState, LostIn } from "#lib/board/board.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Direction, NumberKind } from "#lib/pbx/pbx-event.ts";
import { type CallFacts, directionOf } from "./call-facts.ts";
import { type Conversation, conversationsOf } from "./conversations.ts";
import { finalEnd, latestLeg, lostPlace, recordedEnd } from "./outcome.ts";
import { type Fate, type Passage, passagesOf } from "./passages.ts";
import { type PlacedReach, placedReaches } from "./places.ts";
import { type PhoneRing, phoneRings } from "./ring-rounds.ts";
import { waitingSince, whereNow } from "./where-now.ts";

/** What time did to a call and no later fact undoes. Epoch ms. */
export interface CallMemory {
  /** When it was first found over: over stays over. */
  readonly overAt: number | null;
  /** When it was closed for its age. */
  readonly closedAt: number | null;
}

export const freshCall: CallMemory = { overAt: null, closedAt: null };

/** The call while it lives. Epoch ms. */
export interface LivePart {
  readonly phase: "live";
  readonly state: LiveState;
  readonly ringing: readonly string[];
  readonly agent: string | null;
  readonly queue: string | null;
  readonly waitingSince: number | null;
  readonly uncertain: boolean;
  /** When time alone will next change it. */
  readonly due: number;
  /** Whether `due` is the moment to close it as unknown. */
  readonly closesWhenDue: boolean;
}

export interface OverPart {
  readonly phase: "over";
  readonly state: "completed" | "missed" | "unanswered" | "unknown";
  readonly lostIn: LostIn | null;
  /** null when no end ever came. */
  readonly endedAt: number | null;
}

/** What the facts of one call amount to at one moment. */
export interface CallView {
  readonly id: string;
  readonly direction: Direction;
  readonly facts: CallFacts;
  readonly reaches: readonly PlacedReach[];
  readonly conversations: readonly Conversation[];
  readonly rings: readonly PhoneRing[];
  readonly passages: readonly Passage[];
  readonly part: LivePart | OverPart;
}

type CallSettings = Pick<
  BoardSettings,
  "ringGap" | "ringLimit" | "uncertainAfter" | "signOfLife" | "closeAfter" | "targets" | "queueRules"
>;

/**
 * The state of a call: a pure function of its facts, of what time did to it, and of the moment.
 * @param now epoch ms
 * @returns null while only recordings are known, which make no call
 */
export function viewCall(
  facts: CallFacts,
  memory: CallMemory,
  now: number,
  kindOf: (number: string) => NumberKind | null,
  settings: CallSettings,
): CallView | null {
  const direction = directionOf(facts);
  if (direction === null) return null;

  const placed = placedReaches(facts, kindOf, settings.ringGap * 1000);
  const conversations = conversationsOf(facts, placed, kindOf);
  const end = finalEnd(facts, conversations, placed);
  const endedAt = end?.at ?? recordedEnd(facts, conversations) ?? memory.overAt;
  const overAt = endedAt ?? memory.closedAt;

  const reaches = withNamedQueue(placed, end, kindOf);
  const place = endedAt === null ? null : lostPlace(end, reaches, conversations, kindOf);
  const rings = phoneRings(reaches, conversations, overAt, {
    gap: settings.ringGap * 1000,
    limit: settings.ringLimit * 1000,
    ringsAll: (queue) => targetsOf(queue, settings).ringStrategy === "ring-all",
  });
  const passages = passagesOf(reaches, conversations, fateOf(endedAt, memory, place));
  const isLive = overAt === null;
  return {
    id: facts.id,
    direction,
    facts,
    reaches,
    rings,
    passages,
    conversations: isLive ? conversations : closeConversations(conversations, endedAt),
    part: isLive
      ? livePart(direction, facts, reaches, conversations, rings, now, settings)
      : overPart(direction, conversations, endedAt, place),
  };
}

export function targetsOf(
  queue: string | null,
  settings: Pick<BoardSettings, "targets" | "queueRules">,
): BoardSettings["targets"] {
  return (queue === null ? undefined : settings.queueRules.get(queue))?.targets ?? settings.targets;
}

/**
 * The end of a missed queue call names its queue, even when the feed lost the way there. The caller was in it no
 * later than the first phone rang.
 */
function withNamedQueue(
  reaches: readonly PlacedReach[],
  end: ReturnType<typeof finalEnd>,
  kindOf: (number: string) => NumberKind | null,
): readonly PlacedReach[] {
  if (end === null || end.number === null || end.spoken === true) return reaches;
  const number = end.number;
  if ((kindOf(number) ?? end.lostAt) !== "queue" || reaches.some((reach) => reach.number === number)) return reaches;
  const rang = reaches.find((reach) => reach.kind === "phone" && reach.leg === end.leg);
  const named: PlacedReach = { at: rang?.at ?? end.at, leg: end.leg, number, kind: "queue", supposed: true };
  return [...reaches, named].sort((a, b) => a.at - b.at);
}

function fateOf(endedAt: number | null, memory: CallMemory, place: NumberKind | null): Fate {
  if (endedAt !== null) return { kind: "over", at: endedAt, lostAtQueue: place === "queue" };
  return memory.closedAt === null ? { kind: "live" } : { kind: "unknown" };
}

function overPart(
  direction: Direction,
  conversations: readonly Conversation[],
  endedAt: number | null,
  place: NumberKind | null,
): OverPart {
  if (endedAt === null) return { phase: "over", state: "unknown", lostIn: null, endedAt };
  if (conversations.length > 0) return { phase: "over", state: "completed", lostIn: null, endedAt };
  if (direction === "outbound") return { phase: "over", state: "unanswered", lostIn: null, endedAt };
  return { phase: "over", state: "missed", lostIn: place === "phone" ? "ringing" : place, endedAt };
}

/** Nobody speaks on a call that is over: a leg with no end of its own ended when the next began, or with the call. */
function closeConversations(conversations: readonly Conversation[], endedAt: number | null): readonly Conversation[] {
  if (endedAt === null || conversations.every((conversation) => conversation.endedAt !== null)) return conversations;
  return conversations.map((conversation, i) => {
    if (conversation.endedAt !== null) return conversation;
    const next = conversations[i + 1];
    const until = next?.begunAt ?? endedAt;
    return { ...conversation, endedAt: Math.max(until, conversation.begunAt) };
  });
}

function livePart(
  direction: Direction,
  facts: CallFacts,
  reaches: readonly PlacedReach[],
  conversations: readonly Conversation[],
  rings: readonly PhoneRing[],
  now: number,
  settings: CallSettings,
): LivePart {
  const leg = latestLeg(conversations);
  const ringing = ringingNow(rings, leg, now);
  const where = whereNow(direction, facts, reaches, conversations, ringing, settings.ringGap * 1000);
  const doubtfulAt = Math.max(
    where.anchor + settings.uncertainAfter[where.patience] * 1000,
    facts.lastAt + settings.signOfLife * 1000,
  );
  const uncertain = now >= doubtfulAt;
  const ageDue = uncertain ? doubtfulAt + settings.closeAfter * 1000 : doubtfulAt;
  let ringDue = Number.POSITIVE_INFINITY;
  for (const ring of ringing) ringDue = Math.min(ringDue, ring.to);
  return {
    phase: "live",
    state: where.state,
    ringing: ringing.length === 0 ? nobody : [...new Set(ringing.map((ring) => ring.phone))],
    agent: where.agent,
    queue: where.queue,
    waitingSince: where.state === "queued" || where.state === "ringing" ? waitingSince(reaches, leg) : null,
    uncertain,
    due: Math.min(ageDue, ringDue),
    closesWhenDue: uncertain && ageDue <= ringDue,
  };
}

const none: readonly PhoneRing[] = [];
const nobody: readonly string[] = [];

function ringingNow(rings: readonly PhoneRing[], leg: number, now: number): readonly PhoneRing[] {
  const goesOn = (ring: PhoneRing): boolean => ring.leg >= leg && ring.from <= now && now < ring.to;
  return rings.some(goesOn) ? rings.filter(goesOn) : none;
}
