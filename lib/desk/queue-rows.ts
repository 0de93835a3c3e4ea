import type { LiveCall, QueueStatus } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";
import type { RingingPhone } from "#lib/wall/ringing.ts";

/**
 * The queues whose pressure one phone feels: those it was called for today, or those that ring it now. All of them where
 * it has none of its own. By number, as the board has them: rows that one reads all day keep their places.
 */
export function pressingQueues(
  queues: readonly QueueStatus[],
  mine: readonly string[],
  choice: "mine" | "all",
): readonly QueueStatus[] {
  if (choice === "all" || mine.length === 0) return queues;
  return queues.filter(({ queue }) => mine.includes(queue));
}

/** Colleagues' phones that ring for these queues. */
export function ringingColleagues(
  phones: readonly RingingPhone[],
  extension: string,
  queues: readonly QueueStatus[],
): readonly RingingPhone[] {
  const numbers = new Set(queues.map(({ queue }) => queue));
  return phones.filter((phone) => {
    return phone.extension !== extension && phone.for.kind === "queue" && numbers.has(phone.for.queue);
  });
}

/** Who has waited longest in the queue, besides the call in hand; null: nobody. */
export function nextWaiting(calls: readonly LiveCall[], queue: string, inHand: string): LiveCall | null {
  const waiting = calls.filter((call) => {
    const waits = call.state === "queued" || call.state === "ringing";
    return waits && !call.uncertain && call.direction === "inbound" && call.queue === queue && call.id !== inHand;
  });
  return waiting.reduce<LiveCall | null>(
    (first, call) => (first === null || isBefore(call, first) ? call : first),
    null,
  );
}

function isBefore(a: LiveCall, b: LiveCall): boolean {
  return compareText(a.waitingSince ?? a.startedAt, b.waitingSince ?? b.startedAt) < 0;
}
