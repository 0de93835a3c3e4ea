import type { LiveCall } from "./board.ts";

/**
 * Whether somebody waits on it for a person: queued, or ringing until somebody answers. Not in a menu, and not on a call
 * that is uncertain: nobody knows whether they are still there. Who was called waits where a queue took them.
 */
export function isWaiting({ direction, queue, state, uncertain }: LiveCall): boolean {
  if (uncertain || (state !== "queued" && state !== "ringing")) return false;
  return direction === "inbound" || queue !== null;
}
