import type { Conversation } from "./conversations.ts";
import type { PlacedReach } from "./places.ts";

/** One entry of a call into a queue (calls.md, counting). Times are epoch ms. */
export interface Passage {
  readonly queue: string;
  readonly leg: number;
  readonly enteredAt: number;
  readonly outcome: "open" | "answered" | "missed" | "overflowed" | "unknown";
  /** From the entry to the answer or the loss, ms; null while open, and where the feed lost one end of it. */
  readonly wait: number | null;
  /** The conversation that answered it. */
  readonly answeredBy: Conversation | null;
}

/** How the whole call stands: what becomes of a passage nobody answered. */
export type Fate =
  | { readonly kind: "live" }
  | { readonly kind: "unknown" }
  | { readonly kind: "over"; readonly at: number; readonly lostAtQueue: boolean };

interface Entry {
  readonly queue: string;
  readonly leg: number;
  readonly enteredAt: number;
  /** Nobody knows when it was entered. */
  readonly timeless: boolean;
}

/** @param reaches every reach of the call, by time */
export function passagesOf(
  reaches: readonly PlacedReach[],
  conversations: readonly Conversation[],
  fate: Fate,
): readonly Passage[] {
  const entries = entriesOf(reaches);
  return entries.map((entry) => {
    if (entries.findLast((other) => other.leg === entry.leg) !== entry) return ended(entry, "overflowed", null);
    const next = nextLeg(entries, entry.leg);
    const answer = conversations.find((one) => one.leg > entry.leg && one.leg <= next);
    if (answer !== undefined) return ended(entry, "answered", answer.begunAt, answer);
    return next === Number.POSITIVE_INFINITY ? unanswered(entry, fate) : ended(entry, "overflowed", null);
  });
}

/** The leg on which the call next entered a queue: an answer above it is that queue's. */
function nextLeg(entries: readonly Entry[], leg: number): number {
  return entries.reduce(
    (next, entry) => (entry.leg > leg ? Math.min(next, entry.leg) : next),
    Number.POSITIVE_INFINITY,
  );
}

function unanswered(entry: Entry, fate: Fate): Passage {
  switch (fate.kind) {
    case "live":
      return ended(entry, "open", null);
    case "unknown":
      return ended(entry, "unknown", null);
    case "over":
      return ended(entry, fate.lostAtQueue ? "missed" : "overflowed", fate.at);
  }
}

/** A queue's ring that comes again with no other queue in between belongs to the same passage. */
function entriesOf(reaches: readonly PlacedReach[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const reach of reaches) {
    if (reach.kind !== "queue") continue;
    if (entries.findLast((entry) => entry.leg === reach.leg)?.queue === reach.number) continue;
    const timeless = reach.supposed && !reaches.some((other) => other.kind === "phone" && other.leg === reach.leg);
    entries.push({ queue: reach.number, leg: reach.leg, enteredAt: reach.at, timeless });
  }
  return entries;
}

function ended(
  entry: Entry,
  outcome: Passage["outcome"],
  at: number | null,
  answeredBy: Conversation | null = null,
): Passage {
  return {
    queue: entry.queue,
    leg: entry.leg,
    enteredAt: entry.enteredAt,
    outcome,
    wait: at === null || entry.timeless ? null : Math.max(0, at - entry.enteredAt),
    answeredBy,
  };
}
