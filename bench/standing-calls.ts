import type { Directory } from "#lib/board/directory.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { callIdAt } from "#lib/simulator/call-id.ts";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import type { Told } from "./traffic.ts";

/** Far above the numbers of the simulated office. */
const agentOf = (call: number) => `${200_000 + call}`;

/**
 * Calls that come in and stay: of two one waits in a queue of the office, one is spoken to by an agent of its own.
 * @param queues numbers of the office's queues
 * @param since epoch ms of the first; they come in evenly from then on
 * @param until epoch ms by which all are there
 */
export function standingCalls(
  count: number,
  { queues, since, until }: { readonly queues: readonly string[]; readonly since: number; readonly until: number },
): readonly Told[] {
  return Array.from({ length: count }, (_, call) => call).flatMap((call) => {
    const at = Math.round(since + ((until - since) * call) / count);
    const callId = callIdAt(at, { timeZone: "UTC", running: 100_000 + call });
    return eventsOf(call, callId, queues[call % queues.length] ?? "").map((event) => ({
      at,
      delivery: renderDelivery(event, "post"),
    }));
  });
}

function eventsOf(call: number, callId: string, queue: string): readonly CallEvent[] {
  const caller = `0777${String(call).padStart(7, "0")}`;
  const common = { callId, chain: null, caller, callerName: null, did: null };
  const waits: CallEvent = { kind: "reached", ...common, leg: 0, number: queue, claim: "queue" };
  if (call % 2 === 0) return [waits];
  const agent = agentOf(call);
  return [
    waits,
    { kind: "reached", ...common, leg: 0, number: agent, claim: "phone" },
    { kind: "answered", ...common, leg: 1, direction: "inbound", agent, via: "direct" },
  ];
}

/** The agents of so many standing calls, as the operator would list them. */
export function standingAgents(count: number): Directory {
  return new Map(
    Array.from({ length: count }, (_, call) => {
      const number = agentOf(call);
      return [number, { number, kind: "agent", name: null }];
    }),
  );
}
