import type { QueueStatus } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { type AgeLimit, longestWaitLimit, type Severity, severityOfAge, severityRank } from "#lib/display/severity.ts";

/** Rows move at most this often, ms: whoever reads a row must find it where it was. */
const settleTime = 5000;

/** The order in which queues stand on the screen, and since when. */
export interface QueueOrder {
  readonly queues: readonly string[];
  readonly sortedAt: number;
}

/** How bad a queue's longest wait is at `now` (ms); nothing is bad while the time is unknown. */
export function severityOfQueue(queue: QueueStatus, now: number | null, limit: AgeLimit = longestWaitLimit): Severity {
  return queue.waiting === 0 ? "normal" : severityOfAge(secondsBetween(queue.longestWaitSince, now), limit);
}

/**
 * Severity, then longest wait, then the order given (by number). Queues where nobody waits never change places among
 * themselves. Gives back `previous` itself when nothing moves; a queue that came or went is shown at once.
 */
export function settleQueues(
  previous: QueueOrder | null,
  queues: readonly QueueStatus[],
  now: number | null,
  limit: AgeLimit = longestWaitLimit,
): QueueOrder {
  const settled = previous !== null && sameQueues(previous.queues, queues);
  if (settled && (now === null || Math.abs(now - previous.sortedAt) < settleTime)) return previous;
  const sorted = rankQueues(queues, now, limit);
  if (settled && sorted.every((queue, place) => queue === previous.queues[place])) return previous;
  return { queues: sorted, sortedAt: now ?? 0 };
}

function rankQueues(queues: readonly QueueStatus[], now: number | null, limit: AgeLimit): readonly string[] {
  return queues
    .map((queue, place) => ({
      queue,
      place,
      rank: severityRank(severityOfQueue(queue, now, limit)),
      since: queue.waiting === 0 ? calm : (queue.longestWaitSince ?? calm),
    }))
    .sort((a, b) => b.rank - a.rank || compareText(a.since, b.since) || a.place - b.place)
    .map((ranked) => ranked.queue.queue);
}

/** Sorts after every instant. */
const calm = "~";

function sameQueues(order: readonly string[], queues: readonly QueueStatus[]): boolean {
  const known = new Set(order);
  return known.size === queues.length && queues.every((queue) => known.has(queue.queue));
}

/** What stands for the queues that have no row of their own. */
export interface RolledUp {
  readonly queues: number;
  readonly waiting: number;
  readonly longestWaitSince: string | null;
}

export interface QueueRows {
  readonly rows: readonly QueueStatus[];
  /** null when every queue has a row. */
  readonly rest: RolledUp | null;
}

/** As many rows as there is room for; when that is too few, the last one stands for all the others. */
export function rollUpQueues(order: QueueOrder, queues: readonly QueueStatus[], capacity: number): QueueRows {
  const byNumber = new Map(queues.map((queue) => [queue.queue, queue]));
  const ordered = order.queues.map((number) => byNumber.get(number)).filter((queue) => queue !== undefined);
  if (ordered.length <= capacity) return { rows: ordered, rest: null };
  const shown = Math.max(0, capacity - 1);
  return { rows: ordered.slice(0, shown), rest: sumUp(ordered.slice(shown)) };
}

function sumUp(queues: readonly QueueStatus[]): RolledUp {
  const begun = queues.filter((queue) => queue.waiting > 0).map((queue) => queue.longestWaitSince ?? calm);
  const oldest = begun.sort(compareText)[0];
  return {
    queues: queues.length,
    waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
    longestWaitSince: oldest === undefined || oldest === calm ? null : oldest,
  };
}
