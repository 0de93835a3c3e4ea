import type { AgentStatus, LiveCall, MissedCaller } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";
import { isWaiting } from "#lib/board/waiting.ts";

export interface Waiting {
  readonly count: number;
  /** The oldest wait's beginning, ISO 8601; null when nobody waits. */
  readonly since: string | null;
}

/** Callers who wait for a person, the longest first. */
export function waitingCallers(calls: readonly LiveCall[]): readonly LiveCall[] {
  return calls.filter(isWaiting).sort((a, b) => compareText(waitBegan(a), waitBegan(b)));
}

export function waitBegan(call: LiveCall): string {
  return call.waitingSince ?? call.startedAt;
}

export function countWaiting(calls: readonly LiveCall[]): Waiting {
  const waiting = waitingCallers(calls);
  const oldest = waiting[0];
  return { count: waiting.length, since: oldest === undefined ? null : waitBegan(oldest) };
}

/** Of the agents seen today. It does not say that they are free: the feed knows no log-in and no pause. */
export function countNotOnCall(agents: readonly AgentStatus[]): number {
  return agents.filter((agent) => agent.state === "idle").length;
}

export interface CallBacks {
  readonly count: number;
  /** When the caller who has waited longest for a call back was first lost; null when there is none. */
  readonly since: string | null;
}

/** Nobody can call back a withheld number: counted here, it would keep the figure red for ever. */
export function countCallBacks(missed: readonly MissedCaller[]): CallBacks {
  const open = missed.filter((row) => row.status !== "resolved" && row.caller !== "");
  const since = open.map((caller) => caller.firstAt).sort(compareText);
  return { count: open.length, since: since[0] ?? null };
}
