import type { AgentStatus, MissedCaller, QueueStatus } from "#lib/board/board.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import { compareText } from "#lib/board/text-order.ts";

// The order of the board's lists, as the server's view of it has them. Only text is compared, so that no locale can
// part the two ends.

/** By number. */
export function compareQueues(a: QueueStatus, b: QueueStatus): number {
  return compareNumbers(a.queue, b.queue);
}

/** By number. */
export function compareAgents(a: AgentStatus, b: AgentStatus): number {
  return compareNumbers(a.extension, b.extension);
}

/** Newest first. */
export function compareMissed(a: MissedCaller, b: MissedCaller): number {
  return compareText(b.lastAt, a.lastAt) || compareText(b.id, a.id);
}
