import type { CallView } from "./call-view.ts";
import type { Conversation } from "./conversations.ts";
import type { Passage } from "./passages.ts";
import type { PlacedReach } from "./places.ts";
import type { PhoneRing } from "./ring-rounds.ts";

/** One stretch of a call: epoch ms, `to` null while it lasts and where nobody knows its end. */
export interface CallPart {
  readonly kind: "ivr" | "queue" | "ring" | "talk" | "dial";
  /** Of the menu, the queue, or the phone. */
  readonly number: string;
  readonly leg: number;
  readonly from: number;
  readonly to: number | null;
  readonly outcome: PartOutcome | null;
}

/** How a part came to its end; null while it lasts, and where nobody knows. */
export type PartOutcome =
  | "went-on"
  | "lost"
  | Passage["outcome"]
  | "answered-elsewhere"
  | "rang-out"
  | "passed-on"
  | "call-over"
  | "too-late"
  | "attended"
  | "blind"
  | "sent-back"
  | "ended"
  | "unanswered";

/**
 * What became of a call, part by part, by time: the same passages, rings and conversations that are counted.
 * @param now epoch ms, of the view
 * @param gap ms within which a menu's ring may have overtaken a queue's on the way
 */
export function callTimeline(view: CallView, now: number, gap: number): readonly CallPart[] {
  const parts = [
    ...menuParts(view, gap),
    ...view.passages.map((passage) => queuePart(passage, view, gap)),
    ...dialParts(view),
    ...view.rings.map((ring) => ringPart(ring, view, now)),
    ...view.conversations.map((conversation, i) => talkPart(conversation, view.conversations[i + 1], view)),
  ];
  return parts.sort((a, b) => a.from - b.from);
}

/** A caller is in a menu until the next thing happens; the same menu told again is the same stay. */
function menuParts(view: CallView, gap: number): readonly CallPart[] {
  const { reaches } = view;
  return reaches.flatMap((reach, i): CallPart[] => {
    const before = reaches[i - 1];
    if (reach.kind !== "ivr" || (before?.kind === "ivr" && isSamePlace(before, reach))) return [];
    const { leg, number, at: from } = reach;
    if (wasOvertaken(reaches, i, gap)) return [{ kind: "ivr", number, leg, from, to: from, outcome: "went-on" }];
    const next = reaches.slice(i + 1).find((later) => !isSamePlace(later, reach))?.at ?? Number.POSITIVE_INFINITY;
    const spoken = view.conversations.find((one) => one.leg > leg)?.begunAt ?? Number.POSITIVE_INFINITY;
    const left = Math.min(next, spoken);
    if (left < Number.POSITIVE_INFINITY) {
      return [{ kind: "ivr", number, leg, from, to: Math.max(from, left), outcome: "went-on" }];
    }
    return [{ kind: "ivr", number, leg, from, ...untilEnd(view, from, "lost") }];
  });
}

function isSamePlace(a: PlacedReach, b: PlacedReach): boolean {
  return a.kind === b.kind && a.number === b.number && a.leg === b.leg;
}

/** Whether a menu's ring only came after the queue's to which the menu had sent the caller. */
function wasOvertaken(reaches: readonly PlacedReach[], menu: number, gap: number): boolean {
  const { at, leg } = reaches[menu] as PlacedReach;
  return reaches.slice(0, menu).some((one) => one.kind === "queue" && one.leg === leg && at - one.at <= gap);
}

function queuePart(passage: Passage, view: CallView, gap: number): CallPart {
  const { queue: number, leg, enteredAt: from, outcome } = passage;
  return { kind: "queue", number, leg, from, to: leftQueueAt(passage, view, gap), outcome };
}

function leftQueueAt(passage: Passage, view: CallView, gap: number): number | null {
  const { enteredAt, outcome, answeredBy } = passage;
  switch (outcome) {
    case "open":
    case "unknown":
      return null;
    case "answered":
      return Math.max(enteredAt, answeredBy?.begunAt ?? enteredAt);
    case "missed":
      return Math.max(enteredAt, endedAt(view) ?? enteredAt);
    case "overflowed":
      return overflowedAt(passage, view, gap);
  }
}

/** When the call reached the next queue, or the menu it was sent to and did not come from. */
function overflowedAt({ queue, leg, enteredAt }: Passage, view: CallView, gap: number): number | null {
  const entry = view.reaches.findIndex((one) => one.kind === "queue" && one.number === queue && one.at === enteredAt);
  const next = view.reaches.findIndex((one, i) => {
    if (i <= entry || one.kind === "phone") return false;
    if (one.kind === "ivr") return !(wasOvertaken(view.reaches, i, gap) || comesBack(view.reaches, i, queue, leg));
    return one.number !== queue || one.leg !== leg;
  });
  const left = view.reaches[next]?.at ?? endedAt(view);
  return left === null ? null : Math.max(enteredAt, left);
}

/** Whether the call goes on from a menu into the queue it came from: that is one passage. */
function comesBack(reaches: readonly PlacedReach[], menu: number, queue: string, leg: number): boolean {
  const next = reaches.slice(menu + 1).find((one) => one.kind === "queue");
  return next?.number === queue && next.leg === leg;
}

function dialParts(view: CallView): readonly CallPart[] {
  return view.facts.dials.map(({ agent, leg, at }): CallPart => {
    const spoken = view.conversations.find((one) => one.leg >= leg);
    const part = { kind: "dial", number: agent, leg, from: at } as const;
    if (spoken === undefined) return { ...part, ...untilEnd(view, at, "unanswered") };
    return { ...part, to: Math.max(at, spoken.begunAt), outcome: "answered" };
  });
}

function ringPart(ring: PhoneRing, view: CallView, now: number): CallPart {
  const lasts = view.part.phase === "live" && ring.to > now;
  return {
    kind: "ring",
    number: ring.phone,
    leg: ring.leg,
    from: ring.from,
    to: lasts ? null : ring.to,
    outcome: lasts ? null : ringOutcome(ring, view.conversations),
  };
}

function ringOutcome(ring: PhoneRing, conversations: readonly Conversation[]): PartOutcome {
  const answer = conversations.find((one) => one.leg > ring.leg);
  switch (ring.endedBy) {
    case "answer":
      if (answer?.agent === ring.phone) return "answered";
      return ring.to > ring.from ? "answered-elsewhere" : "too-late";
    case "end":
      return ring.to > ring.from ? "call-over" : "too-late";
    case "next-round":
      return "passed-on";
    case "time":
      return "rang-out";
  }
}

function talkPart(conversation: Conversation, next: Conversation | undefined, view: CallView): CallPart {
  const { leg, agent: number, begunAt: from } = conversation;
  const to = conversation.endedAt === null ? null : Math.max(from, conversation.endedAt);
  return { kind: "talk", number, leg, from, to, outcome: to === null ? null : talkOutcome(conversation, next, view) };
}

function talkOutcome(conversation: Conversation, next: Conversation | undefined, view: CallView): PartOutcome {
  const below = next?.leg ?? Number.POSITIVE_INFINITY;
  const isBack = (one: PlacedReach): boolean =>
    one.kind !== "phone" && one.leg >= conversation.leg && one.leg < below && !one.supposed;
  if (view.reaches.some(isBack)) return "sent-back";
  return next === undefined || next.via === "direct" ? "ended" : next.via;
}

/** For what only the call's end brought to an end. */
function untilEnd(view: CallView, from: number, outcome: PartOutcome): Pick<CallPart, "to" | "outcome"> {
  const end = endedAt(view);
  return end === null ? { to: null, outcome: null } : { to: Math.max(from, end), outcome };
}

/** When the call ended, epoch ms; null while it lives and where no end came. */
function endedAt(view: CallView): number | null {
  return view.part.phase === "over" ? view.part.endedAt : null;
}
