import type { Delivery } from "#lib/pbx/delivery.ts";
import type { FeedItem } from "#lib/simulator/simulate-feed.ts";
import type { Pace } from "./pace.ts";
import { countReply, countSent, isAccepted, nothingSent, type SendCounts } from "./send-counts.ts";
import type { Reply, Sender } from "./sender.ts";

export interface DueDelivery {
  /** Epoch ms of the simulation. */
  readonly at: number;
  readonly callId: string;
  readonly delivery: Delivery;
}

export function* deliveriesIn(feed: Iterable<FeedItem>): Generator<DueDelivery> {
  for (const item of feed) if (item.kind === "delivery") yield item;
}

export interface Drive {
  readonly deliveries: Iterable<DueDelivery>;
  readonly sender: Sender;
  readonly pace: Pace;
  /** Deliveries under way at once, at most. */
  readonly concurrency: number;
  /** Ends the drive after the deliveries under way. */
  readonly signal: AbortSignal;
  /** Every reply that is not 2xx. Whoever sees no sense in going on aborts the signal. */
  readonly onTrouble: (reply: Reply, counts: SendCounts) => void;
}

/**
 * Sends each delivery when it is due. Deliveries of one call go one after the other, in the order of the feed: the next
 * only when the server has answered the one before. Those of other calls do not wait for it.
 */
export async function drive(plan: Drive): Promise<SendCounts> {
  let counts = nothingSent;
  const underWay = new Set<Promise<void>>();
  const lastOfCall = new Map<string, Promise<void>>();

  for (const { at, callId, delivery } of plan.deliveries) {
    while (underWay.size >= plan.concurrency) await Promise.race(underWay);
    await plan.pace.until(at, plan.signal);
    if (plan.signal.aborted) break;
    const sending = sendAfter(lastOfCall.get(callId), delivery).finally(() => {
      underWay.delete(sending);
      if (lastOfCall.get(callId) === sending) lastOfCall.delete(callId);
    });
    underWay.add(sending);
    lastOfCall.set(callId, sending);
  }
  await Promise.all(underWay);
  return counts;

  async function sendAfter(before: Promise<void> | undefined, delivery: Delivery): Promise<void> {
    await before;
    counts = countSent(counts);
    const reply = await plan.sender.send(delivery);
    counts = countReply(counts, reply);
    if (!isAccepted(reply)) plan.onTrouble(reply, counts);
  }
}
