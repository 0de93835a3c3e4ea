import type { LiveCall } from "#lib/board/board.ts";
import { waitBegan, waitingCallers } from "./headline.ts";

/** One caller of a queue that has the panel to itself, as the wall may show it: place, wait, and what happens. */
export interface CallerLine {
  readonly id: string;
  /** 1 is the next to be answered. */
  readonly place: number;
  readonly since: string;
  /** As much of the number as may be shown; null: nothing of it. */
  readonly number: string | null;
  readonly ringing: readonly string[];
}

export interface CallerLines {
  readonly lines: readonly CallerLine[];
  readonly more: number;
}

/** The callers of a queue in the order in which they came, as many as there is room for. */
export function callerLines(calls: readonly LiveCall[], queue: string, capacity: number): CallerLines {
  const lines = waitingCallers(calls.filter((call) => call.queue === queue)).map((call, index) => ({
    id: call.id,
    place: index + 1,
    since: waitBegan(call),
    number: /\d/.test(call.caller) ? call.caller : null,
    ringing: call.ringing,
  }));
  if (lines.length <= capacity) return { lines, more: 0 };
  const shown = Math.max(0, capacity - 1);
  return { lines: lines.slice(0, shown), more: lines.length - shown };
}
