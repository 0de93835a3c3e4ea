import { byPost, type Delivery } from "#lib/pbx/delivery.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { busyTalkSeconds } from "#lib/simulator/busy-talk.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import type { Dialect } from "#lib/simulator/dialect.ts";
import { noFaults } from "#lib/simulator/faults.ts";
import { chance, pick, seededRandom } from "#lib/simulator/random.ts";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import { simulateFeedIn } from "#lib/simulator/simulate-feed.ts";
import { webhookKey } from "./server-process.ts";
import type { Telling } from "./telling.ts";

/** All but the one that no HTTP client can send. */
const spoken: readonly Dialect[] = ["post", "form", "get", "get-plus", "sibling-2022", "sibling-2023", "sibling-2025"];

/** What is said, and when: epoch ms. */
export interface TimedTelling {
  readonly at: number;
  readonly telling: Telling;
}

/**
 * What a busy office says, without end, and the same for the same seed: events in every dialect, some of them twice, some
 * damaged, some that nobody understands, and what people do at their desks.
 */
export function* tellings(seed: number): Generator<Telling, never, void> {
  for (const { telling } of timedTellings(seed, { startAt: Date.UTC(2026, 2, 2, 8), callsPerHour: 900 })) yield telling;
  throw new Error("the office that never closes has closed");
}

export interface OfficeHours {
  /** Epoch ms. */
  readonly startAt: number;
  readonly callsPerHour: number;
}

/** The same with its times. */
export function* timedTellings(seed: number, hours: OfficeHours): Generator<TimedTelling, never, void> {
  const random = seededRandom(seed);
  const render = (event: CallEvent) => renderDelivery(event, pick(random, spoken) ?? "post");
  let count = 0;
  for (const item of simulateFeedIn(render, office(seed, hours))) {
    if (item.kind === "over") continue;
    const { at } = item;
    count += 1;
    yield { at, telling: told(item.delivery) };
    const oddity = byPost(`nobody understands ${seed}-${count}`, "text/plain");
    if (chance(random, 0.02)) yield { at, telling: told(oddity) };
    if (chance(random, 0.02)) yield { at, telling: named(`Caller ${seed}-${count}`) };
  }
  throw new Error("the office that never closes has closed");
}

function office(seed: number, { startAt, callsPerHour }: OfficeHours) {
  const size = { queues: 6, agents: 30, callsPerHour };
  return {
    centre: layOutCentre(size, seededRandom(seed + 1)),
    seed,
    startAt,
    minutes: null,
    callsPerHour,
    talkSeconds: busyTalkSeconds(size),
    timeZone: "UTC",
    faults: { ...noFaults, repeat: 0.03, damage: 0.03, changeId: 0.02 },
  };
}

function told({ method, contentType, body, query }: Delivery): Telling {
  return {
    method,
    path: `/api/webhook/${webhookKey}${query === null ? "" : `?${query}`}`,
    contentType,
    body,
    isIn: ({ delivery }) => delivery !== undefined && delivery.body === body && delivery.query === query,
  };
}

function named(name: string): Telling {
  return {
    method: "POST",
    path: "/api/contacts",
    contentType: "application/json",
    body: JSON.stringify({ by: "Load", number: "05551234567", name }),
    isIn: ({ act }) => act?.of === "contacts" && act.put.some((contact) => contact.name === name),
  };
}
