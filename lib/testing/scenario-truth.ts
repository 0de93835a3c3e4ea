import type { AgentStatus, Board, CallLeg, CallRecord, MissedCaller, QueueStatus } from "#lib/board/board.ts";
import type { CallTruth } from "#lib/simulator/truth.ts";
import { type AgentCounts, countTruth, type QueueCounts } from "#lib/simulator/truth-counts.ts";
import { type MissedTruth, missedTruth } from "#lib/simulator/truth-missed.ts";

/** `aside`: deliveries came late, so nothing that is measured between receive times is compared. */
export type Times = "exact" | "aside";

export interface Told {
  readonly board: Board;
  readonly records: readonly CallRecord[];
}

/**
 * Every way in which a board and its records differ from the truth of finished calls, a line each; none when they agree.
 * The board must have seen these calls on one day, and no others.
 */
export function disagreements(calls: readonly CallTruth[], told: Told, times: Times): string[] {
  const records = new Map(told.records.map((record) => [record.id, record]));
  const extra = told.records.length - calls.length;
  return [
    ...(extra === 0 ? [] : [`records: ${extra} more than there were calls`]),
    ...told.board.calls.map((call) => `${call.id}: live, though over`),
    ...calls.flatMap((call) => recordDifferences(call.record, records.get(call.record.id), times)),
    ...countDifferences(calls, told.board, times),
    ...(times === "exact" ? missedDifferences(missedTruth(calls), told.board.missed) : []),
  ];
}

export function recordDifferences(truth: CallRecord, record: CallRecord | undefined, times: Times): string[] {
  if (record === undefined) return [`${truth.id}: no record`];
  const compared = (one: CallRecord) => ({
    ...(times === "exact" ? one : recordAside(one)),
    legs: { ...one.legs.map((leg) => (times === "exact" ? leg : legAside(leg))) },
  });
  return differences(truth.id, compared(truth), compared(record));
}

/** The record without what is measured between receive times; the order of rings is one of them. */
function recordAside(record: CallRecord): object {
  const { startedAt: _, answeredAt, endedAt, waitSeconds, rang, ...rest } = record;
  return {
    ...rest,
    answered: answeredAt !== null,
    ended: endedAt !== null,
    waited: waitSeconds !== null,
    rang: [...rang].sort(),
  };
}

function legAside({ answeredAt, endedAt, talkSeconds, ...rest }: CallLeg): object {
  return { ...rest, answered: answeredAt !== null, ended: endedAt !== null };
}

function countDifferences(calls: readonly CallTruth[], board: Board, times: Times): string[] {
  const truth = countTruth(calls);
  const queues = new Map(board.queues.map((queue) => [queue.queue, queue]));
  const agents = new Map(board.agents.map((agent) => [agent.extension, agent]));
  const names = (numbers: Iterable<string>): string[] => [...numbers].sort();
  return [
    ...differences("today", truth.today, board.today),
    ...differences("queues", names(truth.queues.keys()), names(queues.keys())),
    ...differences("agents", names(truth.agents.keys()), names(agents.keys())),
    ...[...truth.queues].flatMap(([number, counts]) =>
      differences(`queue ${number}`, queueCounts(counts, times), queueCounts(queues.get(number), times)),
    ),
    ...[...truth.agents].flatMap(([extension, counts]) =>
      differences(`agent ${extension}`, agentCounts(counts, times), agentCounts(agents.get(extension), times)),
    ),
  ];
}

function queueCounts(counts: QueueCounts | QueueStatus | undefined, times: Times): object {
  if (counts === undefined) return {};
  const { offered, answered, missed, overflowed } = counts;
  if (times === "aside") return { offered, answered, missed, overflowed };
  const { serviceLevel, averageSpeedOfAnswer, averageHandleTime } = counts;
  return { offered, answered, missed, overflowed, serviceLevel, averageSpeedOfAnswer, averageHandleTime };
}

function agentCounts(counts: AgentCounts | AgentStatus | undefined, times: Times): object {
  if (counts === undefined) return {};
  const { answered, ringNoAnswer, outbound, talkSeconds } = counts;
  if (times === "aside") return { answered, outbound };
  return { answered, ringNoAnswer, outbound, talkSeconds };
}

function missedDifferences(truth: readonly MissedTruth[], missed: readonly MissedCaller[]): string[] {
  const told = missed.map((row) => missedLine(row, row.resolution));
  const known = truth.map(({ caller, calls, closedBy }) => {
    const [first, last] = [calls[0], calls.at(-1)];
    if (first === undefined || last === undefined) throw new Error("a row without a call");
    return missedLine(
      {
        ...last,
        caller,
        count: calls.length,
        firstAt: first.endedAt ?? "",
        lastAt: last.endedAt ?? "",
        lostIn: last.lostIn ?? "queue",
        rang: [...new Set(calls.flatMap((call) => call.rang))],
      },
      closedBy,
    );
  });
  return differences("missed", known.sort(), told.sort());
}

function missedLine(
  row: Pick<MissedCaller, "caller" | "count" | "firstAt" | "lastAt" | "lostIn" | "queue" | "waitSeconds" | "rang">,
  closedBy: { readonly how: string; readonly callId: string | null } | null,
): string {
  const { caller, count, firstAt, lastAt, lostIn, queue, waitSeconds, rang } = row;
  const closed = closedBy === null ? "open" : `${closedBy.how} ${closedBy.callId}`;
  return [caller, count, firstAt, lastAt, lostIn, queue, waitSeconds, rang.join("+"), closed].join(" ");
}

/** One line for every field in which two objects differ, or one for two plain values. */
function differences(what: string, truth: unknown, told: unknown): string[] {
  if (isFields(truth) && isFields(told)) {
    const fields = new Set([...Object.keys(truth), ...Object.keys(told)]);
    return [...fields].flatMap((field) => differences(`${what} ${field}`, truth[field], told[field]));
  }
  return agree(truth, told) ? [] : [`${what}: is ${JSON.stringify(truth)}, told as ${JSON.stringify(told)}`];
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sums of thousandths differ in their last binary digits. */
function agree(left: unknown, right: unknown): boolean {
  if (typeof left === "number" && typeof right === "number") return Math.abs(left - right) < 1e-6;
  return JSON.stringify(left) === JSON.stringify(right);
}
