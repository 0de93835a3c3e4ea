import { setImmediate as nextTurn } from "node:timers/promises";
import type { CallRecord } from "#lib/board/board.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { contactNameOf, withContactName } from "#lib/board/contact-name.ts";
import { advance } from "#lib/board/fold.ts";
import { callKey } from "#lib/board/read-archived.ts";
import { recordOf } from "#lib/board/read-facts.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import { beginSums, plusSums, type SumsOf, type SumTask } from "#lib/report/sum-task.ts";
import type {
  ArchivedTally,
  ArchiveFilter,
  CallArchive,
  KnownCall,
  ListedCall,
  TallyFilter,
  TallySpan,
} from "#server/archive/call-archive.ts";
import { hasTraits, newestFirst } from "#server/archive/call-traits.ts";
import {
  compareTallies,
  countedBy,
  firstTallies,
  isIn,
  placeOf,
  type TallyPlace,
} from "#server/archive/tally-order.ts";
import { firstOf } from "./first-of.ts";
import { createHeldCalls, type HeldCall, type HeldView } from "./held-calls.ts";

/**
 * Every call there ever was: those the board holds, as they are now, and those it has handed to the archive, each once.
 * Callers have the names the operator gives them. All of it rejects with `ArchiveUnavailable` where the archive cannot
 * be read.
 */
export interface CallHistory {
  /** Newest first (by beginning, then id), at most `limit`; fewer only when there are no more. */
  calls(filter: ArchiveFilter, limit: number): Promise<readonly ListedCall[]>;
  /**
   * The call of any id under which the feed told of it. @param startedAt epoch ms, which tells calls of the same id
   * apart; null: the newest one
   */
  call(id: string, startedAt: number | null): Promise<KnownCall | null>;
  /** Every call of any id under which the feed told of it, newest first: a phone system may use an id again after days. */
  callsOf(id: string): Promise<readonly ListedCall[]>;
  /** Those that are known, by key. */
  byKey(keys: readonly string[]): Promise<ReadonlyMap<string, CallRecord>>;
  /**
   * Newest first (by `at`, then key), those behind `before`; at most `limit`, and those of the last one's call and
   * moment. Fewer only when there are no more.
   */
  tallies(filter: TallyFilter, limit: number, before: TallyPlace | null): Promise<readonly ArchivedTally[]>;
  /** Sums up every tally of the span as the task says: what lies in the archive where it lies, memory's in many turns. */
  sumUp<Task extends SumTask>(span: TallySpan, task: Task): Promise<SumsOf<Task>>;
}

export interface HistoryParts {
  readonly state: () => BoardState;
  /** Calls that have left that board and are not yet handed over; none: they are as soon as they leave. */
  readonly leaving?: () => readonly CallEntry[];
  /** Epoch ms. */
  readonly now: () => number;
  readonly archive: CallArchive;
}

/** Calls of memory that are summed up in one turn of the event loop: some 3 ms. */
const CALLS_A_TURN = 500;

export function createCallHistory({ state, leaving = () => [], now, archive }: HistoryParts): CallHistory {
  const heldCalls = createHeldCalls();

  /** The archive is asked in the turn in which the board is looked at: a call is in the one or the other, or in both. */
  function look(): HeldView {
    const present = advance(state(), now());
    return heldCalls.look(present, present === state() ? leaving() : [...leaving(), ...present.forgotten]);
  }

  return {
    async calls(filter, limit) {
      const held = look();
      const names = state();
      const pastCalls = pages(
        (last: ListedCall | null) => archive.calls(last === null ? filter : { ...filter, before: begun(last) }, limit),
        limit,
        ({ key }) => !held.has(key),
      );
      const found = firstOf(matching(held, filter), limit, (a, b) => newestFirst(a.traits, b.traits)).flatMap(
        ({ entry, traits: { key } }) => listed(key, recordOf(entry)),
      );
      const past = (await pastCalls).map((one) => named(one, names));
      return [...found, ...past].sort((a, b) => newestFirst(begun(a), begun(b))).slice(0, limit);
    },
    async call(id, startedAt) {
      const held = heldCall(look(), state(), id);
      const wanted = ({ record }: ListedCall) => startedAt === null || Date.parse(record.startedAt) === startedAt;
      if (held !== null && wanted(held)) return held;
      const names = state();
      const past = (await archive.byId(id)).find(wanted);
      return past === undefined ? null : named(past, names);
    },
    async callsOf(id) {
      const names = state();
      const held = heldCall(look(), names, id);
      const past = (await archive.byId(id)).filter(({ key }) => key !== held?.key).map((one) => named(one, names));
      return held === null ? past : [held, ...past];
    },
    async byKey(keys) {
      const names = state();
      const held = look();
      const found = keys.map(async (key) => {
        const entry = held.get(key);
        if (entry !== null) return listed(key, recordOf(entry));
        const past = await archive.byId(key.slice(0, key.lastIndexOf("@")));
        return past.filter((one) => one.key === key).map((one) => named(one, names));
      });
      return new Map((await Promise.all(found)).flat().map(({ key, record }) => [key, record]));
    },
    async tallies(filter, limit, before) {
      const held = look();
      const pastTallies = pages(
        (last: ArchivedTally | null) => archive.tallies(filter, limit, last === null ? before : placeOf(last)),
        limit,
        ({ key }) => !held.has(key),
      );
      const found = firstOf(countedTallies(held, filter, before), limit, inOrder);
      return firstTallies([...found, ...(await pastTallies)].sort(inOrder), limit);
    },
    async sumUp(span, task) {
      const held = look();
      const calls = [...held.all()];
      // No call of memory has a tally before it began: what the archive has from before then is of others.
      const split = Math.max(span.from, Math.min(span.to, firstBeginning(calls)));
      const past = archive.sumUp({ ...span, to: split }, task);
      const summing = beginSums(task);
      const recent = archive.eachTally({ ...span, from: split }, (tallies) => {
        for (const { key, tally } of tallies) if (!held.has(key)) summing.add(tally);
      });
      const all = await Promise.all([past, recent, sumCalls(calls, span, summing.add)]);
      return plusSums(task, all[0], summing.sums());
    },
  };
}

function* matching(held: HeldView, filter: ArchiveFilter): Generator<HeldCall, void, void> {
  for (const call of held.nearest(filter)) if (hasTraits(call.traits, filter)) yield call;
}

function* countedTallies(
  held: HeldView,
  filter: TallyFilter,
  before: TallyPlace | null,
): Generator<ArchivedTally, void, void> {
  const isCounted = countedBy(filter);
  for (const { traits } of held.all()) {
    for (const tally of traits.tallies) {
      if (!isCounted(tally)) continue;
      if (before !== null && compareTallies(before, { at: tally.at, key: traits.key }) >= 0) continue;
      yield { key: traits.key, tally };
    }
  }
}

const inOrder = (a: ArchivedTally, b: ArchivedTally): number => compareTallies(placeOf(a), placeOf(b));

function firstBeginning(calls: readonly HeldCall[]): number {
  return calls.reduce((first, { traits }) => Math.min(first, traits.startedAt), Number.POSITIVE_INFINITY);
}

/** Thousands of calls are summed up over many turns: what comes in meanwhile does not wait. */
async function sumCalls(calls: readonly HeldCall[], span: TallySpan, add: (tally: Tally) => void): Promise<void> {
  const isWithin = isIn(span);
  for (const [at, { traits }] of calls.entries()) {
    if (at > 0 && at % CALLS_A_TURN === 0) await nextTurn();
    for (const tally of traits.tallies) if (isWithin(tally)) add(tally);
  }
}

function heldCall(held: HeldView, state: BoardState, id: string): KnownCall | null {
  const view = state.calls.get(state.owners.get(id) ?? "")?.view ?? null;
  const key = view === null ? null : callKey(view.id, view.facts.firstAt);
  const entry = key === null ? null : held.get(key);
  const record = entry === null ? null : recordOf(entry);
  if (key === null || entry === null || record === null) return null;
  const { own, adopted, memory } = entry;
  return { key, record, call: { own, adopted, memory } };
}

const listed = (key: string, record: CallRecord | null): readonly ListedCall[] =>
  record === null ? [] : [{ key, record }];

const begun = ({ record: { id, startedAt } }: ListedCall) => ({ id, startedAt: Date.parse(startedAt) });

/** The archive knows what the feed called the caller; contacts change without it. */
function named<T extends ListedCall>(one: T, state: Pick<BoardState, "contacts">): T {
  return { ...one, record: withContactName(one.record, contactNameOf(state, one.record.caller)) };
}

/** The first `limit` that pass, from as many pages as that takes. */
async function pages<T>(
  ask: (last: T | null) => Promise<readonly T[]>,
  limit: number,
  passes: (item: T) => boolean,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let page = await ask(null); ; page = await ask(page.at(-1) ?? null)) {
    found.push(...page.filter(passes));
    if (page.length < limit || found.length >= limit) return found;
  }
}
