import type { AgentStatus, MissedCaller, QueueStatus } from "./board.ts";
import { compareNumbers } from "./number-order.ts";
import { compareText } from "./text-order.ts";

// The order of the board's lists. Only text is compared, so that no locale can part the server and a screen.

interface Begun {
  readonly startedAt: string;
  readonly id: string;
}

/** Calls, oldest first. */
export function compareCalls(a: Begun, b: Begun): number {
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
