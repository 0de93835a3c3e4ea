import { addDeed, type AgentSums as BoardSums, noDeeds } from "#lib/board/agent-entry.ts";
import { addPassage, noPassages } from "#lib/board/queue-entry.ts";
import type { QueueTargets } from "#lib/board/queue-rules.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { AgentSums, QueueSums } from "#lib/protocol/api/report-answers.ts";

export const noQueueSums: QueueSums = { ...noPassages, lostInTime: 0, longestWait: null };

/** What the board counts of a passage, and what only reports tell. */
export function addToQueueSums(
  sums: QueueSums,
  tally: Extract<Tally, { of: "passage" }>,
  targets: QueueTargets,
): QueueSums {
  const { outcome, wait } = tally;
  const lostInTime = outcome === "missed" && wait !== null && wait <= targets.answerWithin * 1000;
  const waited = outcome === "answered" || outcome === "missed" ? wait : null;
  return {
    ...addPassage(sums, tally, 1, targets),
    lostInTime: sums.lostInTime + (lostInTime ? 1 : 0),
    longestWait: longest(sums.longestWait, waited),
  };
}

export function plusQueueSums(a: QueueSums, b: QueueSums): QueueSums {
  return {
    offered: a.offered + b.offered,
    answered: a.answered + b.answered,
    missed: a.missed + b.missed,
    overflowed: a.overflowed + b.overflowed,
    unknown: a.unknown + b.unknown,
    answeredInTime: a.answeredInTime + b.answeredInTime,
    lostShortly: a.lostShortly + b.lostShortly,
    lostInTime: a.lostInTime + b.lostInTime,
    waits: a.waits + b.waits,
    waitSum: a.waitSum + b.waitSum,
    talks: a.talks + b.talks,
    talkSum: a.talkSum + b.talkSum,
    longestWait: longest(a.longestWait, b.longestWait),
  };
}

function longest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

export const noAgentSums: AgentSums = agentSums(noDeeds, 0);

export function addToAgentSums(sums: AgentSums, tally: Extract<Tally, { of: "agent" }>): AgentSums {
  const { talks, talkSum, ...deeds } = sums;
  const spoke = tally.deed === "answered" || tally.deed === "talked";
  return agentSums(addDeed({ ...deeds, talk: talkSum }, tally, 1), talks + (spoke ? 1 : 0));
}

function agentSums({ talk, ...deeds }: BoardSums, talks: number): AgentSums {
  return { ...deeds, talks, talkSum: talk };
}

export function plusAgentSums(a: AgentSums, b: AgentSums): AgentSums {
  return {
    seen: a.seen + b.seen,
    answered: a.answered + b.answered,
    ringNoAnswer: a.ringNoAnswer + b.ringNoAnswer,
    outbound: a.outbound + b.outbound,
    talks: a.talks + b.talks,
    talkSum: a.talkSum + b.talkSum,
  };
}
