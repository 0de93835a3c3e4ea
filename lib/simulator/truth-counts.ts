import type { Today } from "#lib/board/board.ts";
import type { CallTruth, PassageTruth } from "./truth.ts";

export interface QueueCounts {
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  readonly overflowed: number;
  /** Each null where nothing counts. */
  readonly serviceLevel: number | null;
  readonly averageSpeedOfAnswer: number | null;
  readonly averageHandleTime: number | null;
}

export interface AgentCounts {
  readonly answered: number;
  readonly ringNoAnswer: number;
  readonly outbound: number;
  readonly talkSeconds: number;
}

export interface TruthCounts {
  readonly queues: ReadonlyMap<string, QueueCounts>;
  readonly agents: ReadonlyMap<string, AgentCounts>;
  readonly today: Today;
}

/** T and S of the service level, in seconds: the rule's defaults. */
const answerWithin = 20;
const shortAbandon = 5;

/** What a board must count for finished calls of one day. Source: "Counting" in the rules of calls. */
export function countTruth(calls: readonly CallTruth[]): TruthCounts {
  return { queues: countQueues(calls), agents: countAgents(calls), today: countToday(calls) };
}

interface CountedPassage extends PassageTruth {
  readonly waitSeconds: number;
  readonly talkSeconds: number | null;
}

function countQueues(calls: readonly CallTruth[]): Map<string, QueueCounts> {
  const passages = calls.flatMap(({ record, passages: all }) =>
    all.map((passage): CountedPassage => {
      const leg = passage.leg === null ? undefined : record.legs[passage.leg - 1];
      return {
        ...passage,
        waitSeconds: (passage.leftAt - passage.enteredAt) / 1000,
        talkSeconds: leg?.talkSeconds ?? null,
      };
    }),
  );
  return new Map([...Map.groupBy(passages, (passage) => passage.queue)].map(([queue, of]) => [queue, countQueue(of)]));
}

function countQueue(passages: readonly CountedPassage[]): QueueCounts {
  const answered = passages.filter((passage) => passage.outcome === "answered");
  const missed = passages.filter((passage) => passage.outcome === "missed");
  const counted = answered.length + missed.filter((passage) => passage.waitSeconds > shortAbandon).length;
  const inTime = answered.filter((passage) => passage.waitSeconds <= answerWithin).length;
  return {
    offered: passages.length,
    answered: answered.length,
    missed: missed.length,
    overflowed: passages.filter((passage) => passage.outcome === "overflowed").length,
    serviceLevel: counted === 0 ? null : inTime / counted,
    averageSpeedOfAnswer: mean(answered.map((passage) => passage.waitSeconds)),
    averageHandleTime: mean(answered.map((passage) => passage.talkSeconds).filter((seconds) => seconds !== null)),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function countAgents(calls: readonly CallTruth[]): Map<string, AgentCounts> {
  const counts = new Map<string, AgentCounts>();
  const add = (agent: string, more: Partial<AgentCounts>): void => {
    const now = counts.get(agent) ?? { answered: 0, ringNoAnswer: 0, outbound: 0, talkSeconds: 0 };
    counts.set(agent, {
      answered: now.answered + (more.answered ?? 0),
      ringNoAnswer: now.ringNoAnswer + (more.ringNoAnswer ?? 0),
      outbound: now.outbound + (more.outbound ?? 0),
      talkSeconds: now.talkSeconds + (more.talkSeconds ?? 0),
    });
  };
  for (const { record, ringsNotAnswered, dialedBy } of calls) {
    for (const phone of record.rang) add(phone, {});
    for (const phone of ringsNotAnswered) add(phone, { ringNoAnswer: 1 });
    for (const { agent, talkSeconds } of record.legs) {
      add(agent, { answered: record.direction === "inbound" ? 1 : 0, talkSeconds: talkSeconds ?? 0 });
    }
    if (dialedBy !== null) add(dialedBy, { outbound: 1 });
  }
  return counts;
}

function countToday(calls: readonly CallTruth[]): Today {
  const inbound = calls.map(({ record }) => record).filter((record) => record.direction === "inbound");
  const outbound = calls.map(({ record }) => record).filter((record) => record.direction === "outbound");
  return {
    inbound: inbound.length,
    answered: inbound.filter((record) => record.state === "completed").length,
    missed: inbound.filter((record) => record.state === "missed" && record.lostIn !== "ivr").length,
    abandonedInIvr: inbound.filter((record) => record.lostIn === "ivr").length,
    unknown: 0,
    outbound: outbound.length,
    outboundAnswered: outbound.filter((record) => record.state === "completed").length,
  };
}
