import { liveCall } from "#lib/call/call-record.ts";
import { type CallShares, type Miss, noShares, sameEngagement, sameTally, type Tally } from "#lib/call/call-shares.ts";
import { type CallMemory, type CallView, targetsOf } from "#lib/call/call-view.ts";
import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import {
  type AgentEntry,
  addDeed,
  afterTalk,
  newAgent,
  publishAgent,
  withClaim,
  withoutClaims,
} from "./agent-entry.ts";
import type { LiveCall } from "./board.ts";
import type { CallEntry, Draft } from "./board-state.ts";
import { shiftCaller } from "./caller-history.ts";
import { contactNameOf, withContactName } from "./contact-name.ts";
import { dayOf } from "./day.ts";
import { kindOfNumber } from "./number-kind.ts";
import { shelvesOf, shiftOpen } from "./open-calls.ts";
import { timeKey } from "./ordered-map.ts";
import {
  addPassage,
  addPresence,
  emptyQueue,
  presence,
  publishQueue,
  type QueueEntry,
  waitKey,
} from "./queue-entry.ts";
import { readFacts } from "./read-facts.ts";
import { sameFields } from "./same-fields.ts";
import { sameList } from "./same-list.ts";
import { addToTotals } from "./totals.ts";

/** A call that is over is kept for what comes late: until a midnight has passed, and this long after its last fact. */
const keptAfterEnd = 6 * 60 * 60 * 1000;

/** Reads the call's facts anew at the draft's time and puts the result, with all it counts for, in place of the old. */
export function reviewCall(draft: Draft, entry: CallEntry): void {
  const before = draft.calls.get(entry.key);
  const next = readCall(draft, entry, before);
  draft.calls.set(next.key, next);
  shiftDue(draft, before, next);
  shiftOpen(draft, next.key, before?.shelves ?? [], next.shelves);
  shiftParts(draft, next.key, before ?? null, next);
}

/** Takes the call and all it counts for off the board, but for what days gone by keep. */
export function removeCall(draft: Draft, entry: CallEntry): void {
  shiftDue(draft, entry, undefined);
  shiftOpen(draft, entry.key, entry.shelves, []);
  shiftParts(draft, entry.key, entry, null);
  draft.calls.delete(entry.key);
  for (const id of [entry.own.id, ...entry.adopted.map((one) => one.facts.id)]) draft.owners.delete(id);
  const chains = [...entry.chains, ...entry.adopted.flatMap((one) => one.chains)];
  for (const chain of chains) if (draft.chains.get(chain) === entry.key) draft.chains.delete(chain);
}

function readCall(draft: Draft, entry: CallEntry, before: CallEntry | undefined): CallEntry {
  const { settings, now } = draft;
  const kindOf = (number: string): NumberKind | null => kindOfNumber(draft, number);
  const { facts, view, shares } = readFacts(entry, now, kindOf, settings);
  const memory = rememberEnd(entry.memory, view, now);
  const standing = standingOf(view);
  const since = entry.standing === standing ? entry.since : now;
  const contactName = contactNameOf(draft, facts.caller);
  const live = view?.part.phase !== "live" ? null : withContactName(liveCall(view, view.part, since), contactName);
  return {
    ...entry,
    memory,
    view,
    standing,
    since,
    contactName,
    live: sameCall(before?.live ?? null, live) ? (before?.live ?? null) : live,
    shares,
    shelves: shelvesOf({ adopted: entry.adopted, view }),
    due: dueOf(draft, view, memory.closedAt, facts.lastAt),
  };
}

function rememberEnd(memory: CallMemory, view: CallView | null, now: number): CallMemory {
  if (memory.overAt !== null || view === null || view.part.phase === "live" || view.part.endedAt === null)
    return memory;
  return { ...memory, overAt: Math.min(view.part.endedAt, now) };
}

/** A new conversation begins a new standing even where the state's name stays. */
function standingOf(view: CallView | null): string {
  if (view === null) return "";
  return view.part.phase === "over" ? view.part.state : `${view.part.state} ${view.conversations.length}`;
}

/** @param closedAt epoch ms, of a call that never ended @param lastFactAt epoch ms */
function dueOf(draft: Draft, view: CallView | null, closedAt: number | null, lastFactAt: number): number {
  if (view?.part.phase === "live") return view.part.due;
  const endedAt = view?.part.endedAt ?? closedAt ?? lastFactAt;
  const midnight = endedAt >= draft.day.start ? draft.day.end : dayOf(endedAt, draft.settings.timeZone).end;
  // A call forgotten for what a late fact says of its end would be a new one when that fact is told again.
  return Math.max(midnight, Math.max(endedAt, lastFactAt) + keptAfterEnd);
}

function shiftDue(draft: Draft, before: CallEntry | undefined, next: CallEntry | undefined): void {
  if (before?.due === next?.due) return;
  if (before !== undefined) draft.dues.delete(timeKey(before.due, before.key));
  if (next !== undefined) draft.dues.set(timeKey(next.due, next.key), next.key);
}

function shiftParts(draft: Draft, key: string, before: CallEntry | null, next: CallEntry | null): void {
  const old = before?.shares ?? noShares;
  const fresh = next?.shares ?? noShares;
  const moved: Moved = { queues: [], agents: [] };
  shiftTallies(draft, old.tallies, fresh.tallies, moved);
  shiftLive(draft, before?.live ?? null, next?.live ?? null, moved);
  shiftClaims(draft, key, old, fresh, next?.view?.id ?? key, moved);
  for (const { number, entry } of moved.queues) {
    draft.queueEntries.set(number, entry);
    publishQueue(draft, number, entry);
  }
  for (const { number, entry } of moved.agents) {
    draft.agentEntries.set(number, entry);
    publishAgent(draft, number, entry);
  }
  // A call that leaves the board leaves its caller's history behind: a missed caller waits until somebody calls back.
  if (next !== null && !sameCallerPart(old, fresh)) shiftCaller(draft, old, fresh);
}

/** What the change of one call moves: taken off the board once, and put back once. A handful, so they are looked through. */
interface Moved {
  readonly queues: Counted<QueueEntry>[];
  readonly agents: Counted<AgentEntry>[];
}

interface Counted<Entry> {
  readonly number: string;
  entry: Entry;
}

function queueIn({ queueEntries }: Draft, { queues }: Moved, queue: string): Counted<QueueEntry> {
  return countedAs(queue, queues) ?? taken(queues, queue, queueEntries.get(queue) ?? emptyQueue);
}

function agentIn({ agentEntries }: Draft, { agents }: Moved, agent: string): Counted<AgentEntry> {
  return countedAs(agent, agents) ?? taken(agents, agent, agentEntries.get(agent) ?? newAgent);
}

function countedAs<Entry>(number: string, moved: readonly Counted<Entry>[]): Counted<Entry> | undefined {
  return moved.find((one) => one.number === number);
}

function taken<Entry>(moved: Counted<Entry>[], number: string, entry: Entry): Counted<Entry> {
  const counted = { number, entry };
  moved.push(counted);
  return counted;
}

function shiftTallies(draft: Draft, old: readonly Tally[], fresh: readonly Tally[], moved: Moved): void {
  const length = Math.max(old.length, fresh.length);
  for (let i = 0; i < length; i++) {
    const before = old[i];
    const next = fresh[i];
    if (before !== undefined && next !== undefined && sameTally(before, next)) continue;
    if (before !== undefined) countTally(draft, before, -1, moved);
    if (next !== undefined) countTally(draft, next, 1, moved);
  }
}

function countTally(draft: Draft, tally: Tally, sign: 1 | -1, moved: Moved): void {
  const isToday = tally.at >= draft.day.start;
  switch (tally.of) {
    case "inbound":
    case "outbound":
      if (isToday) draft.totals = addToTotals(draft.totals, tally, sign);
      return;
    case "passage": {
      const queue = queueIn(draft, moved, tally.queue);
      if (!isToday) return;
      const targets = targetsOf(tally.queue, draft.settings);
      queue.entry = { ...queue.entry, passages: addPassage(queue.entry.passages, tally, sign, targets) };
      return;
    }
    case "agent": {
      const agent = agentIn(draft, moved, tally.agent);
      if (sign > 0 && tally.talk > 0) agent.entry = afterTalk(agent.entry, tally.at);
      if (isToday) agent.entry = { ...agent.entry, sums: addDeed(agent.entry.sums, tally, sign) };
      return;
    }
  }
}

function shiftLive(draft: Draft, before: LiveCall | null, next: LiveCall | null, moved: Moved): void {
  if (before === next) return;
  const place = next === null ? null : liveKey(next);
  // A call that takes in what was known under another id began when that did.
  if (before !== null && liveKey(before) !== place) draft.live.delete(liveKey(before));
  if (next !== null && place !== null) draft.live.set(place, next);
  shiftWait(draft, before, next);
  countPresence(draft, before, -1, moved);
  countPresence(draft, next, 1, moved);
}

function shiftWait(draft: Draft, before: LiveCall | null, next: LiveCall | null): void {
  const old = before === null ? null : waitKey(before);
  const fresh = next === null ? null : waitKey(next);
  if (old === fresh) return;
  if (old !== null) draft.waits.delete(old);
  if (fresh !== null && next !== null && next.waitingSince !== null) draft.waits.set(fresh, next.waitingSince);
}

function countPresence(draft: Draft, call: LiveCall | null, sign: 1 | -1, moved: Moved): void {
  const here = presence(call);
  if (here === null) return;
  const queue = queueIn(draft, moved, here.queue);
  queue.entry = addPresence(queue.entry, here.counts, sign);
}

function liveKey(call: LiveCall): string {
  return `${call.startedAt}|${call.id}`;
}

function shiftClaims(
  draft: Draft,
  key: string,
  old: CallShares,
  fresh: CallShares,
  callId: string,
  moved: Moved,
): void {
  if (sameRows(old.engagements, fresh.engagements, sameEngagement)) return;
  for (const engagement of old.engagements) {
    const agent = agentIn(draft, moved, engagement.agent);
    agent.entry = withoutClaims(agent.entry, key);
  }
  for (const engagement of fresh.engagements) {
    const agent = agentIn(draft, moved, engagement.agent);
    agent.entry = withClaim(agent.entry, { ...engagement, key, callId });
  }
}

function sameCallerPart(a: CallShares, b: CallShares): boolean {
  return sameOrNone(a.contact, b.contact, sameFields) && sameOrNone(a.miss, b.miss, sameMiss);
}

function sameMiss({ rang, ...a }: Miss, { rang: others, ...b }: Miss): boolean {
  return sameFields(a, b) && sameList(rang, others);
}

function sameOrNone<T>(a: T | null, b: T | null, same: (a: T, b: T) => boolean): boolean {
  return a === null || b === null ? a === b : same(a, b);
}

function sameCall(a: LiveCall | null, b: LiveCall | null): boolean {
  if (a === null || b === null) return a === b;
  return (Object.keys(b) as (keyof LiveCall)[]).every((field) =>
    field === "ringing" ? sameList(a.ringing, b.ringing) : a[field] === b[field],
  );
}

function sameRows<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((row, i) => same(row, b[i] as T));
}
