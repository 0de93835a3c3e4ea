import type { Delivery } from "#lib/pbx/delivery.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { changeIds } from "./change-ids.ts";
import { damageJson } from "./damage-json.ts";
import type { Dialect } from "./dialect.ts";
import { disturbEvents } from "./disturb-events.ts";
import type { Faults } from "./faults.ts";
import { chance, seededRandom } from "./random.ts";
import { renderDelivery } from "./render-delivery.ts";
import { simulateTraffic, type TrafficOptions } from "./traffic.ts";
import type { CallTruth } from "./truth.ts";

export interface FeedOptions extends TrafficOptions {
  readonly dialect: Dialect;
  readonly faults: Faults;
}

/** A request of the simulated phone system, due at epoch ms `at`; or that a call is over, and what it was. */
export type FeedItem =
  | { readonly kind: "delivery"; readonly at: number; readonly callId: string; readonly delivery: Delivery }
  | { readonly kind: "over"; readonly at: number; readonly call: CallTruth };

/** What a phone system sends for an event. */
export type Render = (event: CallEvent) => Delivery;

/** The feed of a simulated phone system, in order of time; the same for the same options. */
export function simulateFeed({ dialect, ...options }: FeedOptions): Generator<FeedItem, void, void> {
  return simulateFeedIn((event) => renderDelivery(event, dialect), options);
}

/**
 * The same in a dialect of the caller's own.
 * What goes wrong draws from rows of its own, so the traffic is the same with faults and without.
 */
export function* simulateFeedIn(
  render: Render,
  options: Omit<FeedOptions, "dialect">,
): Generator<FeedItem, void, void> {
  const { faults, seed, timeZone } = options;
  const linked = changeIds(simulateTraffic(options), {
    share: faults.changeId,
    timeZone,
    random: seededRandom(seed + 1),
  });
  const damage = seededRandom(seed + 3);
  for (const happening of disturbEvents(linked, { faults, random: seededRandom(seed + 2) })) {
    if (happening.kind === "over") {
      yield happening;
      continue;
    }
    const { at, event } = happening;
    const whole = render(event);
    const delivery = chance(damage, faults.damage) ? damageJson(whole, damage) : whole;
    yield { kind: "delivery", at, callId: event.callId, delivery };
  }
}
