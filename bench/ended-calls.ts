import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { callIdAt } from "#lib/simulator/call-id.ts";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import type { Told } from "./traffic.ts";

/** Of each call. */
const events = 3;
const agents = 20;
const queue = "899";
const waits = 10_000;
const talks = 120_000;

/**
 * Calls that were answered and are over, evenly in time, in `rows` deliveries: once a midnight or two have passed, nothing
 * of them is left on a board.
 */
export function* endedCalls(
  rows: number,
  { since, until }: { readonly since: number; readonly until: number },
): Generator<Told, void, void> {
  const calls = Math.floor(rows / events);
  const gap = (until - since) / calls;
  for (let call = 0; call < calls; call += 1) {
    // Each is over before the next begins, so that the deliveries come in order of time.
    const scale = Math.min(1, gap / (waits + talks + 1));
    const at = Math.round(since + gap * call);
    const callId = callIdAt(at, { timeZone: "UTC", running: 300_000 + call });
    const common = { callId, chain: null, caller: `0666${String(call).padStart(7, "0")}`, callerName: null, did: null };
    const agent = `${270_000 + (call % agents)}`;
    const told: readonly (readonly [number, CallEvent])[] = [
      [at, { kind: "reached", ...common, leg: 0, number: queue, claim: "queue" }],
      [at + scale * waits, { kind: "answered", ...common, leg: 1, direction: "inbound", agent, via: "direct" }],
      [
        at + scale * (waits + talks),
        {
          kind: "ended",
          ...common,
          leg: 1,
          direction: "inbound",
          number: agent,
          spoken: true,
          transferred: false,
          talkSeconds: Math.round((scale * talks) / 1000),
          lostAt: null,
        },
      ],
    ];
    for (const [due, event] of told) yield { at: Math.round(due), delivery: renderDelivery(event, "post") };
  }
}
