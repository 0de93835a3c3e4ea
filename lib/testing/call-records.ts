import type { CallDetail } from "#lib/protocol/api/call-answers.ts";
import { before, noon } from "./board-records.ts";

/** A call of a minute ago, for tests that care about a few of its fields. */
export function callRecord(fields: Partial<CallDetail["call"]> = {}): CallDetail["call"] {
  return {
    id: "260302115900_1",
    direction: "inbound",
    state: "completed",
    lostIn: null,
    caller: "05552221133",
    callerName: null,
    did: null,
    ivr: null,
    queue: null,
    queues: [],
    rang: [],
    legs: [],
    startedAt: before(60),
    answeredAt: null,
    endedAt: noon,
    waitSeconds: null,
    linked: false,
    ...fields,
  };
}
