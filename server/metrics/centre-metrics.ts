import { isOutside } from "#lib/access/mask.ts";
import type { AgentState, LiveCall, LiveState, QueueStatus, Today } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { noPassages, type PassageSums, serviceLevel } from "#lib/board/queue-entry.ts";
import { isWaiting } from "#lib/board/waiting.ts";
import type { Metric, Sample } from "./exposition.ts";

const liveStates: readonly LiveState[] = ["ivr", "queued", "ringing", "answered", "transferred", "dialing"];
const agentStates: readonly AgentState[] = ["idle", "ringing", "talking", "dialing"];

/**
 * The call centre itself. Queues by their numbers; no caller, and nobody who works there, is told apart.
 * @param state as of now
 */
export function centreMetrics(state: BoardState): readonly Metric[] {
  return [
    ...callMetrics(state),
    ...agentMetrics(state),
    ...returnMetrics(state),
    ...todayMetrics(state),
    ...queueMetrics(state),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: "gauge", samples };
}

/** A figure that may be none. */
function valueOr(value: number | null): readonly Sample[] {
  return value === null ? [] : [{ value }];
}

function secondsSince(moment: string | null, now: number): number {
  return moment === null ? 0 : Math.max(0, (now - Date.parse(moment)) / 1_000);
}

function earliest(moments: readonly string[]): string | null {
  return moments.reduce<string | null>((first, moment) => (first === null || moment < first ? moment : first), null);
}

function callMetrics({ live, now }: BoardState): readonly Metric[] {
  const calls = [...live.values()];
  const certain = calls.filter(({ uncertain }) => !uncertain);
  const waiting = calls.filter(isWaiting);
  const count = (counts: (call: LiveCall) => boolean) => [{ value: certain.filter(counts).length }];
  return [
    gauge(
      "ringside_live_calls",
      "Calls going on, by what state they are in.",
      liveStates.map((state) => ({ labels: { state }, value: certain.filter((call) => call.state === state).length })),
    ),
    gauge("ringside_uncertain_calls", "Calls of which nobody knows whether they still go on.", [
      { value: calls.length - certain.length },
    ]),
    gauge("ringside_callers_waiting", "Callers who wait for a person.", [{ value: waiting.length }]),
    gauge("ringside_longest_wait_seconds", "How long the caller who has waited longest has waited; 0: nobody waits.", [
      { value: secondsSince(earliest(waiting.map((call) => call.waitingSince ?? call.startedAt)), now) },
    ]),
    gauge(
      "ringside_callers_ringing",
      "Callers for whom at least one phone rings.",
      count(({ direction, state, ringing }) => direction === "inbound" && state === "ringing" && ringing.length > 0),
    ),
    gauge(
      "ringside_conversations",
      "Conversations going on, inbound and outbound.",
      count(({ state }) => state === "answered" || state === "transferred"),
    ),
  ];
}

function agentMetrics({ agents }: BoardState): readonly Metric[] {
  const all = [...agents.values()];
  return [
    gauge(
      "ringside_agents",
      "Agents seen today, by what their phones do. The feed knows no log-in and no pause: idle is not free.",
      agentStates.map((state) => ({ labels: { state }, value: all.filter((agent) => agent.state === state).length })),
    ),
  ];
}

function returnMetrics({ missed, now }: BoardState): readonly Metric[] {
  const open = [...missed.values()].filter(({ status, caller }) => status !== "resolved" && caller !== "");
  return [
    gauge("ringside_calls_to_return", "Missed callers with a number whom nobody has reached yet.", [
      { value: open.length },
    ]),
    gauge("ringside_oldest_call_to_return_seconds", "How long ago the first of them was lost; 0: there is none.", [
      { value: secondsSince(earliest(open.map(({ firstAt }) => firstAt)), now) },
    ]),
  ];
}

function todayMetrics({ totals, queueEntries }: BoardState): readonly Metric[] {
  const passages = [...queueEntries.values()].map((entry) => entry.passages).reduce(sumOf, noPassages);
  return [
    gauge("ringside_today_inbound_calls", "Inbound calls that began today, by how they ended.", inboundSamples(totals)),
    gauge("ringside_today_outbound_calls", "Calls that agents dialled today, by whether somebody answered.", [
      { labels: { answered: "yes" }, value: totals.outboundAnswered },
      { labels: { answered: "no" }, value: totals.outbound - totals.outboundAnswered },
    ]),
    gauge(
      "ringside_today_service_level_ratio",
      "Share of today's callers in all queues who were answered in time, by the queues' own limits; missing: nobody counts yet.",
      valueOr(serviceLevel(passages)),
    ),
  ];
}

function inboundSamples({ inbound, answered, missed, abandonedInIvr, unknown }: Today): readonly Sample[] {
  const open = inbound - answered - missed - abandonedInIvr - unknown;
  const outcomes = { answered, missed, abandoned_in_ivr: abandonedInIvr, unknown, open };
  return Object.entries(outcomes).map(([outcome, value]) => ({ labels: { outcome }, value }));
}

function sumOf(one: PassageSums, other: PassageSums): PassageSums {
  return {
    offered: one.offered + other.offered,
    answered: one.answered + other.answered,
    missed: one.missed + other.missed,
    overflowed: one.overflowed + other.overflowed,
    unknown: one.unknown + other.unknown,
    answeredInTime: one.answeredInTime + other.answeredInTime,
    lostShortly: one.lostShortly + other.lostShortly,
    waits: one.waits + other.waits,
    waitSum: one.waitSum + other.waitSum,
    talks: one.talks + other.talks,
    talkSum: one.talkSum + other.talkSum,
  };
}

/** A queue's number as phone systems give them; what calls are passed on to outside is somebody's, all the same. */
function isQueueNumber(queue: string): boolean {
  return /^[\w*#.-]{1,16}$/.test(queue) && !isOutside(queue);
}

function queueMetrics({ queues, now }: BoardState): readonly Metric[] {
  const known = [...queues.values()].filter(({ queue }) => isQueueNumber(queue));
  const each = (name: string, help: string, of: (queue: QueueStatus) => number | null) =>
    gauge(
      name,
      help,
      known.flatMap((status) => valueOr(of(status)).map(({ value }) => ({ labels: { queue: status.queue }, value }))),
    );
  return [
    each("ringside_queue_waiting", "Callers who wait in the queue.", ({ waiting }) => waiting),
    each("ringside_queue_longest_wait_seconds", "How long the first of them has waited; 0: nobody waits.", (status) =>
      secondsSince(status.longestWaitSince, now),
    ),
    each("ringside_queue_ringing", "Callers of the queue for whom a phone rings.", ({ ringing }) => ringing),
    each("ringside_queue_talking", "Conversations with callers of the queue.", ({ talking }) => talking),
    each("ringside_queue_today_offered", "Times a caller entered the queue today.", ({ offered }) => offered),
    gauge(
      "ringside_queue_today_passages",
      "Of them, by how they ended.",
      known.flatMap(({ queue, answered, missed, overflowed, unknown }) =>
        Object.entries({ answered, missed, overflowed, unknown }).map(([outcome, value]) => ({
          labels: { queue, outcome },
          value,
        })),
      ),
    ),
    each(
      "ringside_queue_service_level_ratio",
      "Share of the queue's callers today who were answered in time; missing: nobody counts yet.",
      (status) => status.serviceLevel,
    ),
    each(
      "ringside_queue_speed_of_answer_seconds",
      "Mean wait of the queue's answered callers today.",
      (status) => status.averageSpeedOfAnswer,
    ),
    each(
      "ringside_queue_handle_time_seconds",
      "Mean length of the queue's conversations today.",
      (status) => status.averageHandleTime,
    ),
  ];
}
