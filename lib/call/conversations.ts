import type { NumberKind, Via } from "#lib/pbx/pbx-event.ts";
import type { CallFacts, End } from "./call-facts.ts";
import type { PlacedReach } from "./places.ts";

/** A caller and an agent speaking on one leg. Times are epoch ms; null where the feed lost them. */
export interface Conversation {
  readonly leg: number;
  readonly agent: string;
  readonly via: Via;
  readonly answeredAt: number | null;
  /**
   * When it began, as well as the feed lets one tell: the answer, else the end less the talk, else when it was first
   * seen or was over.
   */
  readonly begunAt: number;
  /** The first that proves it over. */
  readonly endedAt: number | null;
  /** As the feed gives it. */
  readonly talkSeconds: number | null;
}

interface Opening {
  readonly leg: number;
  readonly agent: string;
  readonly via: Via | null;
  readonly answeredAt: number | null;
  readonly seenAt: number;
}

/**
 * Every conversation the facts prove, by leg, then by time.
 * @param reaches every reach of the call, by time
 */
export function conversationsOf(
  facts: CallFacts,
  reaches: readonly PlacedReach[],
  kindOf: (number: string) => NumberKind | null,
): readonly Conversation[] {
  if (facts.answers.length === 0 && facts.ends.length === 0 && facts.recordings.length === 0) return [];
  const openings = openingsOf(facts, kindOf);
  const conversations: Conversation[] = [];
  // From the last to the first: what comes after a conversation tells when it was over.
  for (let at = openings.length - 1; at >= 0; at--) {
    const opening = openings[at] as Opening;
    const end = endOf(facts, opening, openings);
    const endedAt = provenOver(facts, reaches, openings, opening, conversations.at(-1));
    conversations.push({
      leg: opening.leg,
      agent: opening.agent,
      via: viaOf(facts, opening),
      answeredAt: opening.answeredAt,
      begunAt: begunAt(opening, end, endedAt),
      endedAt,
      talkSeconds: end?.talkSeconds ?? null,
    });
  }
  return conversations.reverse();
}

/** An end or a recording of a leg whose answer was lost proves a conversation all the same. */
function openingsOf(facts: CallFacts, kindOf: (number: string) => NumberKind | null): readonly Opening[] {
  const openings: Opening[] = facts.answers.map((answer) => ({
    leg: answer.leg,
    agent: answer.agent,
    via: answer.via,
    answeredAt: answer.at,
    seenAt: answer.at,
  }));
  const known = (leg: number): boolean => openings.some((opening) => opening.leg === leg);
  for (const end of facts.ends) {
    if (end.number === null || known(end.leg) || !provesTalk(end, kindOf)) continue;
    openings.push({ leg: end.leg, agent: end.number, via: null, answeredAt: null, seenAt: end.at });
  }
  for (const recording of facts.recordings) {
    if (recording.agent === null || known(recording.leg)) continue;
    openings.push({ leg: recording.leg, agent: recording.agent, via: null, answeredAt: null, seenAt: recording.at });
  }
  return openings.sort((a, b) => a.leg - b.leg || a.seenAt - b.seenAt);
}

function begunAt(opening: Opening, end: End | undefined, endedAt: number | null): number {
  if (opening.answeredAt !== null) return opening.answeredAt;
  const begun = end === undefined || end.talkSeconds === null ? opening.seenAt : end.at - end.talkSeconds * 1000;
  return Math.min(begun, endedAt ?? begun);
}

function provesTalk(end: End, kindOf: (number: string) => NumberKind | null): boolean {
  const talked = end.spoken ?? (end.talkSeconds ?? 0) > 0;
  if (!talked || end.number === null) return false;
  const kind = kindOf(end.number);
  return kind === null || kind === "phone";
}

function endOf(facts: CallFacts, opening: Opening, openings: readonly Opening[]): End | undefined {
  if (facts.ends.length === 0) return undefined;
  const { leg, agent } = opening;
  const own = facts.ends.find((end) => end.leg === leg && end.number === agent);
  if (own !== undefined) return own;
  const alone = !openings.some((other) => other !== opening && other.leg === leg);
  return alone ? facts.ends.find((end) => end.leg === leg && (end.number === null || end.spoken === true)) : undefined;
}

const never = Number.POSITIVE_INFINITY;

/**
 * What proves a conversation over, the earliest of it: an end of its leg (that of a transfer nobody took names the
 * phone or the queue the caller was lost at), the answer of a blind transfer or its own recording (calls.md, rule 2),
 * a second answer on the same leg, or the caller's way back to a queue or a menu. An end that is told again with
 * recordings comes long after.
 */
function provenOver(
  facts: CallFacts,
  reaches: readonly PlacedReach[],
  openings: readonly Opening[],
  opening: Opening,
  next: Conversation | undefined,
): number | null {
  const { leg } = opening;
  const isOthers = (one: End): boolean =>
    openings.some((other) => other !== opening && other.leg === leg && other.agent === one.number);
  const end = facts.ends.find((one) => one.leg === leg && !isOthers(one));
  const recording = facts.recordings.find((one) => one.leg === leg);
  const below = next?.leg ?? never;
  const back = reaches.find((reach) => reach.kind !== "phone" && reach.leg >= leg && reach.leg < below);
  let earliest = Math.min(end?.at ?? never, recording?.at ?? never, back?.at ?? never);
  if (next !== undefined && (next.leg === leg || next.via === "blind")) {
    earliest = Math.min(earliest, Math.max(next.begunAt, opening.answeredAt ?? next.begunAt));
  }
  return earliest === never ? null : earliest;
}

/** Where the sender does not say: a leg that ended with a transfer was handed over attended, a blind one never ends. */
function viaOf(facts: CallFacts, opening: Opening): Via {
  if (opening.via !== null) return opening.via;
  if (opening.leg <= 1) return "direct";
  return facts.ends.some((end) => end.leg === opening.leg - 1 && end.transferred) ? "attended" : "blind";
}
