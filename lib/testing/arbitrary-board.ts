import fc from "fast-check";
import type { AgentStatus, Board, LiveCall, MissedCaller, QueueStatus, Today } from "#lib/board/board.ts";
import { compareAgents, compareCalls, compareMissed, compareQueues } from "#lib/board/list-order.ts";

/** Few keys and few times, so that two boards share records, and order has ties to break. */
const id = fc.constantFrom("260302090001_9", "260302090001_10", "260302090001_11", "__proto__", "");
const number = fc.constantFrom("7", "80", "101", "0800", "main desk", "constructor");
const time = fc.constantFrom("2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00.001Z", "2026-03-02T10:00:00.000Z");
const words = fc.oneof(fc.constantFrom("05552221133", "<b>"), fc.string({ unit: "binary", maxLength: 12 }));
const count = fc.nat(3);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value);

const call: fc.Arbitrary<LiveCall> = fc.record({
  id,
  direction: fc.constantFrom("inbound", "outbound"),
  state: fc.constantFrom("ivr", "queued", "ringing", "answered", "transferred", "dialing"),
  uncertain: fc.boolean(),
  caller: words,
  callerName: orNull(words),
  did: orNull(words),
  ivr: orNull(number),
  queue: orNull(number),
  ringing: fc.array(number, { maxLength: 3 }),
  agent: orNull(number),
  startedAt: time,
  stateSince: time,
  waitingSince: orNull(time),
  answeredAt: orNull(time),
});

const queue: fc.Arbitrary<QueueStatus> = fc.record({
  queue: number,
  name: orNull(words),
  waiting: count,
  longestWaitSince: orNull(time),
  ringing: count,
  talking: count,
  offered: count,
  answered: count,
  missed: count,
  overflowed: count,
  unknown: count,
  serviceLevel: orNull(fc.constantFrom(0, 0.5, 1)),
  averageSpeedOfAnswer: orNull(count),
  averageHandleTime: orNull(count),
});

const agent: fc.Arbitrary<AgentStatus> = fc.record({
  extension: number,
  name: orNull(words),
  state: fc.constantFrom("idle", "ringing", "talking", "dialing"),
  since: time,
  callId: orNull(id),
  answered: count,
  ringNoAnswer: count,
  outbound: count,
  talkSeconds: count,
});

const missed: fc.Arbitrary<MissedCaller> = fc.record({
  id,
  caller: words,
  callerName: orNull(words),
  count,
  firstAt: time,
  lastAt: time,
  lostIn: fc.constantFrom("ivr", "queue", "ringing"),
  queue: orNull(number),
  waitSeconds: orNull(count),
  rang: fc.array(number, { maxLength: 2 }),
  status: fc.constantFrom("open", "claimed", "resolved"),
  claimedBy: orNull(words),
  claimedById: orNull(words),
  resolution: orNull(
    fc.record({
      how: fc.constantFrom("called-back", "rang-again", "by-hand"),
      at: time,
      by: orNull(words),
      callId: orNull(id),
      verdict: orNull(fc.constantFrom("done", "not-needed")),
      note: orNull(words),
    }),
  ),
  callIds: fc.array(id, { maxLength: 2 }),
  attempts: fc.array(fc.record({ at: time, by: words, note: orNull(words) }), { maxLength: 2 }),
  changes: count,
  undoable: fc.boolean(),
});

const today: fc.Arbitrary<Today> = fc.record({
  inbound: count,
  answered: count,
  missed: count,
  abandonedInIvr: count,
  unknown: count,
  outbound: count,
  outboundAnswered: count,
});

/** Any board in the order of the protocol, with hostile names and texts. */
export const arbitraryBoard: fc.Arbitrary<Board> = fc.record({
  rev: fc.nat(),
  at: time,
  timeZone: fc.constant("Europe/Prague"),
  calls: list(call, (record) => record.id, compareCalls),
  queues: list(queue, (record) => record.queue, compareQueues),
  agents: list(agent, (record) => record.extension, compareAgents),
  missed: list(missed, (record) => record.id, compareMissed),
  today,
  settingsRev: count,
});

function list<T>(
  record: fc.Arbitrary<T>,
  keyOf: (record: T) => string,
  compare: (a: T, b: T) => number,
): fc.Arbitrary<readonly T[]> {
  return fc.uniqueArray(record, { selector: keyOf, maxLength: 5 }).map((records) => records.sort(compare));
}
