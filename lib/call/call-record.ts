import type { CallLeg, CallRecord, LiveCall } from "#lib/board/board.ts";
import type { CallFacts } from "./call-facts.ts";
import type { CallView, LivePart } from "./call-view.ts";
import type { Conversation } from "./conversations.ts";
import { isoTime, isoTimeOrNull } from "./iso-time.ts";
import { waitingSince } from "./where-now.ts";

/** The call as history tells it. */
export function callRecord(view: CallView): CallRecord {
  const { facts, part } = view;
  const over = part.phase === "over" ? part : null;
  return {
    id: view.id,
    direction: view.direction,
    state: part.state,
    lostIn: over?.lostIn ?? null,
    caller: facts.caller ?? "",
    callerName: facts.callerName,
    did: facts.did,
    ivr: lastOf(view, "ivr"),
    queue: lastOf(view, "queue"),
    queues: view.passages.map((passage) => passage.queue),
    rang: [...new Set(view.rings.map((ring) => ring.phone))],
    legs: view.conversations.map((conversation) => callLeg(conversation, facts)),
    startedAt: isoTime(facts.firstAt),
    answeredAt: isoTimeOrNull(answeredAt(view)),
    endedAt: isoTimeOrNull(over?.endedAt ?? null),
    waitSeconds: waitSeconds(view),
    linked: false,
  };
}

/** The call as the board shows it. @param stateSince epoch ms */
export function liveCall(view: CallView, part: LivePart, stateSince: number): LiveCall {
  const { facts } = view;
  return {
    id: view.id,
    direction: view.direction,
    state: part.state,
    uncertain: part.uncertain,
    caller: facts.caller ?? "",
    callerName: facts.callerName,
    did: facts.did,
    ivr: lastOf(view, "ivr"),
    queue: part.queue,
    ringing: part.ringing,
    agent: part.agent,
    startedAt: isoTime(facts.firstAt),
    stateSince: isoTime(stateSince),
    waitingSince: isoTimeOrNull(part.waitingSince),
    answeredAt: isoTimeOrNull(answeredAt(view)),
  };
}

/** Where the feed lost the answer, when it must have been: a call that was answered never says it was not. */
function answeredAt(view: CallView): number | null {
  return view.conversations[0]?.begunAt ?? null;
}

/**
 * Seconds from the first queue ring (or the first phone ring, without a queue) to the answer or the loss
 * (calls.md, rule 9); null for an outbound call, in a menu, and where the feed lost one end of the wait.
 */
export function waitSeconds(view: CallView): number | null {
  if (view.direction === "outbound" || view.facts.reaches.length === 0) return null;
  const answeredLeg = view.conversations[0]?.leg ?? Number.POSITIVE_INFINITY;
  const since = waitingSince(
    view.reaches.filter((reach) => reach.leg < answeredLeg),
    0,
  );
  const until = waitedUntil(view);
  return since === null || until === null ? null : Math.max(0, until - since) / 1000;
}

function waitedUntil(view: CallView): number | null {
  const first = view.conversations[0];
  if (first !== undefined) return first.begunAt;
  return view.part.phase === "over" ? view.part.endedAt : null;
}

function lastOf(view: CallView, kind: "ivr" | "queue"): string | null {
  return view.reaches.findLast((reach) => reach.kind === kind)?.number ?? null;
}

function callLeg(conversation: Conversation, facts: CallFacts): CallLeg {
  return {
    leg: conversation.leg,
    agent: conversation.agent,
    via: conversation.via,
    answeredAt: isoTimeOrNull(conversation.answeredAt),
    endedAt: isoTimeOrNull(conversation.endedAt),
    talkSeconds: talkSeconds(conversation),
    recordings: facts.recordings.filter((one) => one.leg === conversation.leg).map((one) => one.url),
  };
}

/** The feed's duration, else the difference of receive times (calls.md, rule 9). */
export function talkSeconds(conversation: Conversation): number | null {
  if (conversation.talkSeconds !== null) return conversation.talkSeconds;
  if (conversation.answeredAt === null || conversation.endedAt === null) return null;
  return Math.max(0, conversation.endedAt - conversation.answeredAt) / 1000;
}
