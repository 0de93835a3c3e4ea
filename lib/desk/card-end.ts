import type { Board, LiveCall } from "#lib/board/board.ts";
import type { CardEnd, DeskCard, LivePart, Sight } from "./desk-card.ts";

/** @param call as it is now; undefined: it is no longer on the board */
export function endOfCall(card: DeskCard, was: LivePart, call: LiveCall | undefined, sight: Sight): CardEnd {
  if (call?.uncertain) return { kind: "unclear" };
  switch (was.kind) {
    case "ringing":
      return call === undefined ? endOfLostRing(card, sight) : endOfRing(card, call, sight.extension);
    case "talking":
      return call === undefined ? endOfTalk(was, sight) : endOfPart(call, sight.extension);
    case "dialing":
      if (call !== undefined) return endOfPart(call, sight.extension);
      return sight.talked > 0 ? { kind: "over", talkSeconds: sight.talked } : { kind: "no-answer" };
  }
}

/** The phone stopped ringing, the call goes on. */
function endOfRing(card: DeskCard, call: LiveCall, extension: string): CardEnd {
  if (call.agent === extension) return { kind: "moved-on" };
  const wasTransferredBy = card.line.kind === "transfer" ? card.line.from : null;
  if (call.agent !== null && call.agent !== wasTransferredBy) return { kind: "answered", by: call.agent };
  return { kind: "rang-out" };
}

function endOfLostRing({ callId }: DeskCard, { board, talked }: Sight): CardEnd {
  if (isLost(board, callId)) return { kind: "hung-up" };
  return { kind: "over", talkSeconds: talked > 0 ? talked : null };
}

function isLost(board: Board, callId: string): boolean {
  return board.missed.some((row) => row.callIds.includes(callId));
}

/** The conversation of this phone ended, the call goes on. */
function endOfPart(call: LiveCall, extension: string): CardEnd {
  if (call.agent === extension) return { kind: "moved-on" };
  if (call.agent !== null) return { kind: "transferred", to: call.agent };
  if (call.state === "ivr" && call.ivr !== null) return { kind: "sent-on", place: "ivr", to: call.ivr };
  const waits = call.state === "queued" || call.state === "ringing";
  if (waits && call.queue !== null) return { kind: "sent-on", place: "queue", to: call.queue };
  return { kind: "handed-on" };
}

/** The feed's own talk time where it was counted since, else the time until the phone was no longer on a call. */
function endOfTalk(was: LivePart, { agent, talked }: Sight): CardEnd {
  if (talked > 0) return { kind: "over", talkSeconds: talked };
  const until = agent?.state === "idle" ? Date.parse(agent.since) : Number.NaN;
  const seconds = (until - Date.parse(was.since)) / 1000;
  return { kind: "over", talkSeconds: seconds >= 0 ? seconds : null };
}
