import type { ArchivedCall } from "#lib/board/archived-call.ts";
import { agentsOf, type PastCall } from "#lib/board/read-archived.ts";
import { callerTail } from "./call-question.ts";

/** What the row of a call holds beside its beginning and id, in the order of the table. */
export function cellsOf({ record, tallies, callerKey }: PastCall, { own, adopted, memory }: ArchivedCall) {
  return [
    record.direction,
    record.state,
    record.lostIn,
    callerKey,
    callerTail(callerKey),
    JSON.stringify(record),
    JSON.stringify(tallies),
    JSON.stringify({ own, adopted, memory }),
  ] as const;
}

/** Roles and numbers under which a call is found, but for its ids. */
export function placesOf(past: Pick<PastCall, "record" | "tallies">): (readonly ["queue" | "agent", string])[] {
  const queues = [...new Set(past.record.queues)].map((queue) => ["queue", queue] as const);
  return [...queues, ...agentsOf(past).map((agent) => ["agent", agent] as const)];
}
