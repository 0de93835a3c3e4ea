import { compareText } from "./text-order.ts";

interface Begun {
  readonly startedAt: string;
  readonly id: string;
}

/** Calls, oldest first. */
export function compareCalls(a: Begun, b: Begun): number {
  return compareText(a.startedAt, b.startedAt) || compareText(a.id, b.id);
}
