import type { AgentStatus, LiveCall, MissedCaller, QueueStatus } from "#lib/board/board.ts";
import { compareNumbers } from "#lib/board/number-order.ts";

// The order of each of the board's lists. Server and screen both sort by it, so it depends on nothing that may differ
// between them: no locale, no collation tables.

/** Oldest first. */
export function compareCalls(a: LiveCall, b: LiveCall): number {
  return compareText(a.startedAt, b.startedAt) || compareText(a.id, b.id);
}

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

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
