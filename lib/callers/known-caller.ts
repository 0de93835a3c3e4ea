import type { CallRecord } from "#lib/board/board.ts";
import type { KnownCaller } from "#lib/protocol/api/call-answers.ts";

/** What a caller's calls tell of the caller. */
export interface CallerPast {
  /** Newest first: the newest ones, those under way included. */
  readonly newest: readonly CallRecord[];
  readonly callsToday: number;
  readonly missedBefore: number;
  /** The newest call that is over and on which somebody spoke with them. */
  readonly lastSpoken: CallRecord | null;
}

/** Of a caller who withholds the number, or who never called. */
export const noPast: CallerPast = { newest: [], callsToday: 0, missedBefore: 0, lastSpoken: null };

const mostRecent = 5;

/** @param contactName what the operator calls them */
export function knownCaller(number: string, contactName: string | null, past: CallerPast): KnownCaller {
  const over = past.newest.filter(isOver).slice(0, mostRecent);
  return {
    number,
    name: contactName ?? past.newest.find((call) => call.callerName !== null)?.callerName ?? null,
    callsToday: past.callsToday,
    lastTalk: lastTalkOf(past.lastSpoken),
    missedBefore: past.missedBefore,
    recent: over.map((call) => ({
      ...call,
      queues: [...call.queues],
      rang: [...call.rang],
      legs: call.legs.map((leg) => ({ ...leg, recordings: [...leg.recordings] })),
    })),
  };
}

/** Whether the call is over and somebody spoke on it. */
export function wasSpoken(call: CallRecord): boolean {
  return isOver(call) && call.legs.length > 0;
}

function isOver({ state }: CallRecord): boolean {
  return state === "completed" || state === "missed" || state === "unanswered" || state === "unknown";
}

function lastTalkOf(call: CallRecord | null): KnownCaller["lastTalk"] {
  const leg = call?.legs.at(-1);
  if (!(call && leg)) return null;
  return {
    callId: call.id,
    startedAt: call.startedAt,
    at: leg.answeredAt ?? call.startedAt,
    direction: call.direction,
    agent: leg.agent,
    talkSeconds: leg.talkSeconds,
  };
}
