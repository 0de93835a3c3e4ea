import type { Directory } from "#lib/board/directory.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import type { Told } from "./traffic.ts";

/** Far above the numbers of the simulated office. */
const agentOf = (call: number) => `${200_000 + call}`;

/**
 * Calls that come in and stay: of two one waits in a queue of the office, one is spoken to by an agent of its own.
 * @param queues numbers of the office's queues
 * @param at epoch ms
 */
export function standingCalls(count: number, queues: readonly string[], at: number): readonly Told[] {
  return Array.from({ length: count }, (_, call) => call)
    .flatMap((call) => eventsOf(call, queues[call % queues.length] ?? ""))
    .map((event) => ({ at, delivery: renderDelivery(event, "post") }));
}

function eventsOf(call: number, queue: string): readonly CallEvent[] {
  const common = {
    // Ids as the simulated phone system makes them, of a minute long ago.
    callId: `260301070000_${100_000 + call}`,
    chain: null,
    caller: `0777${String(call).padStart(7, "0")}`,
    callerName: null,
    did: null,
  };
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
