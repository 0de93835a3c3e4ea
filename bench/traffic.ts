import type { Delivery } from "#lib/pbx/delivery.ts";
import { busyTalkSeconds } from "#lib/simulator/busy-talk.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import { seededRandom } from "#lib/simulator/random.ts";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import { simulateTraffic } from "#lib/simulator/traffic.ts";

/** A delivery of the simulated phone system, due at epoch ms `at`. */
export interface Told {
  readonly at: number;
  readonly delivery: Delivery;
}

export interface CentreLoad {
  readonly queues: number;
  readonly agents: number;
  readonly callsPerHour: number;
}

/** An office of that size, told as POSTs from `startAt` (epoch ms) on, without end; the same every time. */
export function* tellTraffic(load: CentreLoad, startAt: number): Generator<Told, never, void> {
  const traffic = simulateTraffic({
    centre: layOutCentre(load, seededRandom(1)),
    seed: 1,
    startAt,
    minutes: null,
    callsPerHour: load.callsPerHour,
    talkSeconds: busyTalkSeconds(load),
    timeZone: "UTC",
  });
  for (const happening of traffic) {
    if (happening.kind === "event") yield { at: happening.at, delivery: renderDelivery(happening.event, "post") };
  }
  throw new Error("the office that never closes has closed");
}

export function take(traffic: Iterator<Told, never>, count: number): readonly Told[] {
  return Array.from({ length: count }, () => traffic.next().value);
}
