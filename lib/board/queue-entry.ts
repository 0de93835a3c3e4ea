import type { Tally } from "#lib/call/call-shares.ts";
import type { LiveCall, QueueStatus } from "./board.ts";
import type { Draft } from "./board-state.ts";
import type { QueueTargets } from "./queue-rules.ts";
import { sameFields } from "./same-fields.ts";

type PassageTally = Extract<Tally, { of: "passage" }>;

/** What a queue's figures are made of: whole numbers, so that taking a call away leaves no trace. */
export interface QueueEntry {
  readonly waiting: number;
  readonly ringing: number;
  readonly talking: number;
  readonly passages: PassageSums;
}

export interface PassageSums {
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  readonly overflowed: number;
  readonly unknown: number;
  readonly answeredInTime: number;
  readonly lostShortly: number;
  /** Answered passages whose wait is known, and their waits in ms. */
  readonly waits: number;
  readonly waitSum: number;
  /** Answered passages whose talk is over, and their talk in ms. */
  readonly talks: number;
  readonly talkSum: number;
}

export const noPassages: PassageSums = {
  offered: 0,
  answered: 0,
  missed: 0,
  overflowed: 0,
  unknown: 0,
  answeredInTime: 0,
  lostShortly: 0,
  waits: 0,
  waitSum: 0,
  talks: 0,
  talkSum: 0,
};

export const emptyQueue: QueueEntry = { waiting: 0, ringing: 0, talking: 0, passages: noPassages };

/** Adds (`sign` 1) or takes away (-1) one passage. */
export function addPassage(sums: PassageSums, tally: PassageTally, sign: 1 | -1, targets: QueueTargets): PassageSums {
  const answered = tally.outcome === "answered";
  const missed = tally.outcome === "missed";
  const when = (condition: boolean): number => (condition ? sign : 0);
  const within = (seconds: number): boolean => tally.wait !== null && tally.wait <= seconds * 1000;
  return {
    offered: sums.offered + sign,
    answered: sums.answered + when(answered),
    missed: sums.missed + when(missed),
    overflowed: sums.overflowed + when(tally.outcome === "overflowed"),
    unknown: sums.unknown + when(tally.outcome === "unknown"),
    answeredInTime: sums.answeredInTime + when(answered && within(targets.answerWithin)),
    lostShortly: sums.lostShortly + when(missed && within(targets.shortAbandon)),
    waits: sums.waits + when(answered && tally.wait !== null),
    waitSum: sums.waitSum + (answered ? sign * (tally.wait ?? 0) : 0),
    talks: sums.talks + when(answered && tally.talk !== null),
    talkSum: sums.talkSum + (answered ? sign * (tally.talk ?? 0) : 0),
  };
}

/** Counts the queue's passages of today again. @param targets those that hold from now on */
export function recountPassages(draft: Draft, queue: string, targets: QueueTargets): void {
  let passages = noPassages;
  for (const { shares } of draft.calls.values()) {
    for (const tally of shares.tallies) {
      if (tally.of !== "passage" || tally.queue !== queue || tally.at < draft.day.start) continue;
      passages = addPassage(passages, tally, 1, targets);
    }
  }
  draft.queueEntries.set(queue, { ...(draft.queueEntries.get(queue) ?? emptyQueue), passages });
}

/** Whom a live call counts with: only callers we are sure of wait or talk. */
export function presence(call: LiveCall | null): { readonly queue: string; readonly counts: LiveCounts } | null {
  if (call === null || call.queue === null || call.uncertain) return null;
  switch (call.state) {
    case "queued":
      return { queue: call.queue, counts: { waiting: 1, ringing: 0, talking: 0 } };
    case "ringing":
      return { queue: call.queue, counts: { waiting: 1, ringing: call.ringing.length > 0 ? 1 : 0, talking: 0 } };
    case "answered":
    case "transferred":
      return { queue: call.queue, counts: { waiting: 0, ringing: 0, talking: 1 } };
    case "ivr":
    case "dialing":
      return null;
  }
}

type LiveCounts = Omit<QueueEntry, "passages">;

export function addPresence(entry: QueueEntry, counts: LiveCounts, sign: 1 | -1): QueueEntry {
  return {
    ...entry,
    waiting: entry.waiting + sign * counts.waiting,
    ringing: entry.ringing + sign * counts.ringing,
    talking: entry.talking + sign * counts.talking,
  };
}

/** Publishes a queue's figures after its entry or its waiting callers changed. */
export function publishQueue(
  draft: Draft,
  queue: string,
  entry: QueueEntry = draft.queueEntries.get(queue) ?? emptyQueue,
): void {
  const next = queueStatus(draft, queue, entry);
  const known = draft.queues.get(queue);
  if (known === undefined || !sameFields(known, next)) draft.queues.set(queue, next);
}

function queueStatus(draft: Draft, queue: string, entry: QueueEntry): QueueStatus {
  const { passages } = entry;
  return {
    queue,
    name: draft.settings.directory.get(queue)?.name ?? null,
    waiting: entry.waiting,
    longestWaitSince: longestWaitSince(draft, queue),
    ringing: entry.ringing,
    talking: entry.talking,
    offered: passages.offered,
    answered: passages.answered,
    missed: passages.missed,
    overflowed: passages.overflowed,
    unknown: passages.unknown,
    serviceLevel: serviceLevel(passages),
    averageSpeedOfAnswer: averageSpeedOfAnswer(passages),
    averageHandleTime: averageHandleTime(passages),
  };
}

/** Answered within T / (answered + missed - missed within S); calls.md, counting. */
export function serviceLevel(passages: PassageSums): number | null {
  const counted = passages.answered + passages.missed - passages.lostShortly;
  return counted === 0 ? null : passages.answeredInTime / counted;
}

/** Seconds. */
export function averageSpeedOfAnswer({ waits, waitSum }: PassageSums): number | null {
  return waits === 0 ? null : waitSum / waits / 1000;
}

/** Seconds. */
export function averageHandleTime({ talks, talkSum }: PassageSums): number | null {
  return talks === 0 ? null : talkSum / talks / 1000;
}

/** A queue's waits stand together, the longest first. */
export function waitKey(call: LiveCall): string | null {
  if (call.queue === null || call.waitingSince === null || call.uncertain) return null;
  return `${call.queue}|${call.waitingSince}|${call.id}`;
}

function longestWaitSince(draft: Draft, queue: string): string | null {
  const first = draft.waits.pairFrom(`${queue}|`);
  return first?.[0].startsWith(`${queue}|`) ? first[1] : null;
}
