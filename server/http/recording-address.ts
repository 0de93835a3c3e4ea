import type { Sight } from "#lib/access/sight.ts";
import type { CallRecord } from "#lib/board/board.ts";

/** Where a recording is opened, so that it is noted who did. @param n which of its leg, from 1 */
export function recordingAddress({ id, startedAt }: Pick<CallRecord, "id" | "startedAt">, leg: number, n: number) {
  return `/api/recording?${new URLSearchParams({ call: id, started: startedAt, leg: String(leg), n: String(n) })}`;
}

/** The call as it is told: an agent gets recordings by the address that notes who opens them, and by no other. */
export function toldTo<Call extends Pick<CallRecord, "id" | "startedAt" | "legs">>(sight: Sight, call: Call): Call {
  if (sight.of === "everybody") return call;
  const legs = call.legs.map((leg) => ({
    ...leg,
    recordings: leg.recordings.map((_url, i) => recordingAddress(call, leg.leg, i + 1)),
  }));
  return { ...call, legs };
}

/** The same of a call that is not the agent's own, which tells of none. */
export function withoutRecordings<Call extends Pick<CallRecord, "legs">>(call: Call): Call {
  return { ...call, legs: call.legs.map((leg) => ({ ...leg, recordings: [] })) };
}
