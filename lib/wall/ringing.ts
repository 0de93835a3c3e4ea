import type { AgentStatus, LiveCall, QueueStatus } from "#lib/board/board.ts";

/** What a phone rings for. Never who calls: the wall shows no caller (screens 2.15). */
export type RingsFor =
  | { readonly kind: "queue"; readonly queue: string; readonly name: string | null }
  | { readonly kind: "transfer"; readonly from: string }
  | { readonly kind: "line"; readonly line: string }
  | { readonly kind: "direct" };

export interface RingingPhone {
  readonly extension: string;
  readonly since: string;
  readonly for: RingsFor;
}

/** The phones that ring now, longest first. */
export function ringingPhones(
  agents: readonly AgentStatus[],
  calls: readonly LiveCall[],
  queues: readonly QueueStatus[],
): readonly RingingPhone[] {
  const ringing = agents.filter((agent) => agent.state === "ringing");
  if (ringing.length === 0) return [];
  const byId = new Map(calls.map((call) => [call.id, call]));
  const names = new Map(queues.map((queue) => [queue.queue, queue.name]));
  return ringing
    .map((agent) => {
      const call = agent.callId === null ? undefined : byId.get(agent.callId);
      return { extension: agent.extension, since: agent.since, for: ringsFor(call, names) };
    })
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/** @param names of the queues, by number */
export function ringsFor(call: LiveCall | undefined, names: ReadonlyMap<string, string | null>): RingsFor {
  if (call === undefined) return { kind: "direct" };
  if (call.agent !== null) return { kind: "transfer", from: call.agent };
  if (call.queue !== null) return { kind: "queue", queue: call.queue, name: names.get(call.queue) ?? null };
  return call.did === null ? { kind: "direct" } : { kind: "line", line: call.did };
}
