import type { LiveCall } from "#lib/board/board.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import { compareText } from "#lib/board/text-order.ts";

/** How a live call is shown: `uncertain` ones by their doubt, whatever they were doing. */
export type FloorState = "ivr" | "queued" | "ringing" | "talking" | "transferred" | "dialing" | "uncertain";

/** ms for which a transfer is news; then the call is a conversation like any other. */
const transferIsNews = 10_000;

/** @param now epoch ms */
export function floorState(call: LiveCall, now: number): FloorState {
  if (call.uncertain) return "uncertain";
  switch (call.state) {
    case "answered":
      return "talking";
    case "transferred":
      return now - Date.parse(call.stateSince) < transferIsNews ? "transferred" : "talking";
    case "ivr":
    case "queued":
    case "ringing":
    case "dialing":
      return call.state;
  }
}

/** Since when the age counts: the caller's whole wait, else the state's own. ISO 8601. */
export function floorSince(call: LiveCall): string {
  const waits = call.state === "queued" || call.state === "ringing";
  return waits ? (call.waitingSince ?? call.startedAt) : call.stateSince;
}

/** Calls that stand together: a queue's, or those that are in none. */
export interface FloorGroup {
  readonly of: "queue" | "no-queue" | "outbound" | "all";
  readonly queue: string | null;
  readonly calls: readonly LiveCall[];
}

export type Grouping = "queue" | "age";

/** By queue: queues by number, then callers in none, then what agents dialled. By age: who waits first. Oldest first. */
export function groupCalls(calls: readonly LiveCall[], grouping: Grouping): readonly FloorGroup[] {
  if (grouping === "age") {
    const sorted = calls.toSorted((a, b) => rank(a) - rank(b) || byAge(a, b));
    return sorted.length === 0 ? [] : [{ of: "all", queue: null, calls: sorted }];
  }
  const queues = new Map<string, LiveCall[]>();
  const noQueue: LiveCall[] = [];
  const outbound: LiveCall[] = [];
  for (const call of calls.toSorted(byAge)) {
    if (call.direction === "outbound") outbound.push(call);
    else if (call.queue === null) noQueue.push(call);
    else queues.set(call.queue, [...(queues.get(call.queue) ?? []), call]);
  }
  const rest: readonly FloorGroup[] = [
    { of: "no-queue", queue: null, calls: noQueue },
    { of: "outbound", queue: null, calls: outbound },
  ];
  return [
    ...[...queues]
      .sort(([a], [b]) => compareNumbers(a, b))
      .map(([queue, members]): FloorGroup => ({ of: "queue", queue, calls: members })),
    ...rest.filter((group) => group.calls.length > 0),
  ];
}

function byAge(a: LiveCall, b: LiveCall): number {
  return compareText(floorSince(a), floorSince(b)) || compareText(a.id, b.id);
}

function rank(call: LiveCall): number {
  if (call.uncertain) return 2;
  return call.state === "queued" || call.state === "ringing" ? 0 : 1;
}
