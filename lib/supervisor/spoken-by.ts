import type { LiveCall, MissedCaller } from "#lib/board/board.ts";
import type { KnownCaller } from "#lib/protocol/api/call-answers.ts";

/** The agent who spoke to the caller when the row closed by itself; null where nobody says. */
export function spokenBy(row: MissedCaller, known: KnownCaller | null, live: readonly LiveCall[]): string | null {
  const { resolution } = row;
  if (resolution === null || resolution.how === "by-hand") return null;
  if (resolution.by !== null) return resolution.by;
  const call = resolution.callId;
  if (call === null) return null;
  if (known?.lastTalk?.callId === call) return known.lastTalk.agent;
  const over = known?.recent.find(({ id }) => id === call)?.legs[0]?.agent;
  return over ?? live.find(({ id }) => id === call)?.agent ?? null;
}
