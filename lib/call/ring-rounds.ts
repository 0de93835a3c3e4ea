import type { Conversation } from "./conversations.ts";
import type { PlacedReach } from "./places.ts";

/** One ring of one phone: epoch ms from its start to its end, and why it ended. */
export interface PhoneRing {
  readonly phone: string;
  readonly leg: number;
  readonly from: number;
  readonly to: number;
  readonly endedBy: "answer" | "end" | "next-round" | "time";
}

export interface RingRules {
  /** ms; a ring of another phone later than it opens a new round. */
  readonly gap: number;
  /** ms; a ring with no other sign of its end is over after it. */
  readonly limit: number;
  /** Whether the queue that rings lets its phones ring on when another one starts. */
  readonly ringsAll: (queue: string | null) => boolean;
}

/**
 * When each phone rang (calls.md, rules 3 and 4). A ring that came after its answer, or after the
 * end, has no length: it never rang.
 * @param reaches every reach of the call, by time
 * @param overAt end of the call, null while it lives
 */
export function phoneRings(
  reaches: readonly PlacedReach[],
  conversations: readonly Conversation[],
  overAt: number | null,
  rules: RingRules,
): readonly PhoneRing[] {
  const rings: PhoneRing[] = [];
  let queue: string | null = null;
  let afterGap = 0;
  for (const [i, reach] of reaches.entries()) {
    if (reach.kind === "queue") queue = reach.number;
    if (reach.kind !== "phone") continue;
    while (afterGap < reaches.length && (reaches[afterGap] as PlacedReach).at <= reach.at + rules.gap) afterGap++;
    const nextRound = nextRoundAt(reach, queue, reaches, afterGap, rules);
    const answer = conversations.find((conversation) => conversation.leg > reach.leg) ?? null;
    const isAnswers = answer?.agent === reach.number && isLastOfItsPhone(reaches, i);
    rings.push(endedRing(reach, { nextRound, overAt, answeredAt: answer?.begunAt ?? null, isAnswers }, rules.limit));
  }
  return rings;
}

/** What may have ended a ring; times epoch ms. */
interface RingSigns {
  readonly nextRound: number | null;
  readonly overAt: number | null;
  readonly answeredAt: number | null;
  /** It is the ring that was answered: the phone rang until then, whatever rang meanwhile. */
  readonly isAnswers: boolean;
}

function endedRing(ring: PlacedReach, signs: RingSigns, limit: number): PhoneRing {
  const { nextRound, overAt, answeredAt, isAnswers } = signs;
  let to = ring.at + limit;
  let endedBy: PhoneRing["endedBy"] = "time";
  if (nextRound !== null && nextRound < to) {
    to = nextRound;
    endedBy = "next-round";
  }
  if (overAt !== null && overAt <= to) {
    to = overAt;
    endedBy = "end";
  }
  if (answeredAt !== null && (answeredAt <= to || isAnswers)) {
    to = answeredAt;
    endedBy = "answer";
  }
  return { phone: ring.number, leg: ring.leg, from: ring.at, to: Math.max(ring.at, to), endedBy };
}

function isLastOfItsPhone(reaches: readonly PlacedReach[], index: number): boolean {
  const ring = reaches[index] as PlacedReach;
  for (let i = index + 1; i < reaches.length; i++) {
    const later = reaches[i] as PlacedReach;
    if (later.number === ring.number && later.leg === ring.leg) return false;
  }
  return true;
}

/**
 * A later ring of the same phone, a new round of others, or another queue or menu.
 * @param afterGap place of the first reach that is later than the gap
 */
function nextRoundAt(
  ring: PlacedReach,
  queue: string | null,
  reaches: readonly PlacedReach[],
  afterGap: number,
  rules: RingRules,
): number | null {
  const ringsAll = rules.ringsAll(queue);
  for (let i = afterGap; i < reaches.length; i++) {
    const later = reaches[i] as PlacedReach;
    if (later.at > ring.at + rules.limit) return null;
    switch (later.kind) {
      case "phone":
        if (later.number === ring.number || !ringsAll) return later.at;
        break;
      case "queue":
        if (later.number !== queue) return later.at;
        break;
      case "ivr":
        return later.at;
    }
  }
  return null;
}
