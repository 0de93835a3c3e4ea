import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import type { CallFacts, End } from "./call-facts.ts";
import type { Conversation } from "./conversations.ts";
import type { PlacedReach } from "./places.ts";

/** The end that closes the call (calls.md, rule 1), or null while there is none. */
export function finalEnd(
  facts: CallFacts,
  conversations: readonly Conversation[],
  reaches: readonly PlacedReach[],
): End | null {
  if (facts.ends.length === 0) return null;
  const spokenLeg = latestLeg(conversations);
  // A caller who was sent back is lost where they were sent to, whatever leg the sender gives that loss.
  const lostBack = (end: End): boolean =>
    end.spoken === false &&
    reaches.some((reach) => reach.leg >= spokenLeg && reach.number === end.number && reach.at <= end.at);
  const closing = facts.ends.filter((end) => !end.transferred && (end.leg >= spokenLeg || lostBack(end)));
  return closing.find((end) => end.spoken === true) ?? closing[0] ?? null;
}

/** 0 before anyone answered. */
export function latestLeg(conversations: readonly Conversation[]): number {
  return conversations.at(-1)?.leg ?? 0;
}

/**
 * Recordings come when the whole call is over, so the one of the latest conversation proves an end
 * that was lost; null where there is none.
 */
export function recordedEnd(facts: CallFacts, conversations: readonly Conversation[]): number | null {
  const leg = latestLeg(conversations);
  if (leg === 0) return null;
  return facts.recordings.find((recording) => recording.leg >= leg)?.at ?? null;
}

/**
 * Where a caller nobody spoke to was lost: the end names the place (a phone that rings for a queue stands for the
 * queue); else the furthest place reached.
 */
export function lostPlace(
  end: End | null,
  reaches: readonly PlacedReach[],
  conversations: readonly Conversation[],
  kindOf: (number: string) => NumberKind | null,
): NumberKind {
  const named = end === null ? null : namedPlace(end, conversations, kindOf);
  if (named === "ivr" || named === "queue") return named;
  const leg = latestLeg(conversations);
  const there = reaches.filter((reach) => reach.leg >= leg);
  if (there.some((reach) => reach.kind === "queue")) return "queue";
  if (named === "phone" || there.length === 0 || there.some((reach) => reach.kind === "phone")) return "phone";
  return "ivr";
}

function namedPlace(
  end: End,
  conversations: readonly Conversation[],
  kindOf: (number: string) => NumberKind | null,
): NumberKind | null {
  if (end.number === null) return end.lostAt;
  if (conversations.some((conversation) => conversation.agent === end.number)) return null;
  return kindOf(end.number) ?? end.lostAt;
}
