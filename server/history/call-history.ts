import type { CallRecord } from "#lib/board/board.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { contactNameOf, withContactName } from "#lib/board/contact-name.ts";
import { advance } from "#lib/board/fold.ts";
import { recordOf } from "#lib/board/read-facts.ts";
import type {
  ArchivedTally,
  ArchiveFilter,
  CallArchive,
  KnownCall,
  ListedCall,
  TallyFilter,
} from "#server/archive/call-archive.ts";
import { type CallTraits, hasTraits, newestFirst, traitsOfHeld } from "#server/archive/call-traits.ts";
import { compareTallies, firstTallies, isCounted, placeOf, type TallyPlace } from "#server/archive/tally-order.ts";

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
  /** Those that are known, by key. */
  byKey(keys: readonly string[]): Promise<ReadonlyMap<string, CallRecord>>;
  /**
   * Newest first (by `at`, then key), those behind `before`; at most `limit`, and those of the last one's call and
   * moment. Fewer only when there are no more.
   */
  tallies(filter: TallyFilter, limit: number, before: TallyPlace | null): Promise<readonly ArchivedTally[]>;
  /** Every tally with `from` ≤ `at` < `to` (epoch ms), in no order, a part at a time: for sums. */
  eachTally(range: Pick<TallyFilter, "from" | "to">, take: (tallies: readonly ArchivedTally[]) => void): Promise<void>;
}

export interface HistoryParts {
  readonly state: () => BoardState;
  /** Epoch ms. */
  readonly now: () => number;
  readonly archive: CallArchive;
}

/** A call of the board's memory. */
interface Held {
  readonly entry: CallEntry;
  readonly traits: CallTraits;
}

export function createCallHistory({ state, now, archive }: HistoryParts): CallHistory {
  // The archive is asked in the turn in which the board is looked at: a call is in the one or the other, or in both.
  const look = (): readonly Held[] => heldCalls(state(), now());

  return {
    async calls(filter, limit) {
      const held = look();
      const names = state();
      const keys = keysOf(held);
      const pastCalls = pages(
        (last: ListedCall | null) => archive.calls(last === null ? filter : { ...filter, before: begun(last) }, limit),
        limit,
        ({ key }) => !keys.has(key),
      );
      const found = held
        .filter(({ traits }) => hasTraits(traits, filter))
        .sort((a, b) => newestFirst(a.traits, b.traits))
        .slice(0, limit)
        .flatMap(({ entry, traits: { key } }) => listed(key, recordOf(entry)));
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
    async byKey(keys) {
      const names = state();
      const held = new Map(look().map(({ entry, traits: { key } }) => [key, entry]));
      const found = keys.map(async (key) => {
        const entry = held.get(key);
        if (entry !== undefined) return listed(key, recordOf(entry));
        const past = await archive.byId(key.slice(0, key.lastIndexOf("@")));
        return past.filter((one) => one.key === key).map((one) => named(one, names));
      });
      return new Map((await Promise.all(found)).flat().map(({ key, record }) => [key, record]));
    },
    async tallies(filter, limit, before) {
      const held = look();
      const keys = keysOf(held);
      const pastTallies = pages(
        (last: ArchivedTally | null) => archive.tallies(filter, limit, last === null ? before : placeOf(last)),
        limit,
        ({ key }) => !keys.has(key),
      );
      const found = talliesOf(held)
        .filter((one) => isCounted(one, filter))
        .filter((one) => before === null || compareTallies(before, placeOf(one)) < 0);
      const all = [...found, ...(await pastTallies)].sort((a, b) => compareTallies(placeOf(a), placeOf(b)));
      return firstTallies(all, limit);
    },
    async eachTally(range, take) {
      const held = look();
      const keys = keysOf(held);
      const done = archive.eachTally(range, (tallies) => take(tallies.filter(({ key }) => !keys.has(key))));
      take(talliesOf(held).filter(({ tally }) => range.from <= tally.at && tally.at < range.to));
      await done;
    },
  };
}

/** Every call of the board at `now` (epoch ms), also those that have just left it and are not yet handed over. */
function heldCalls(state: BoardState, now: number): readonly Held[] {
  const present = advance(state, now);
  const leaving = present === state ? [] : present.forgotten;
  return [...present.calls.values(), ...leaving].flatMap((entry) =>
    entry.view === null ? [] : [{ entry, traits: traitsOfHeld(entry.view, entry) }],
  );
}

function heldCall(held: readonly Held[], state: BoardState, id: string): KnownCall | null {
  const key = state.owners.get(id);
  const found = held.find(({ entry }) => entry.key === key);
  const record = found === undefined ? null : recordOf(found.entry);
  if (found === undefined || record === null) return null;
  const { own, adopted, memory } = found.entry;
  return { key: found.traits.key, record, call: { own, adopted, memory } };
}

const keysOf = (held: readonly Held[]): ReadonlySet<string> => new Set(held.map(({ traits }) => traits.key));

const talliesOf = (held: readonly Held[]): ArchivedTally[] =>
  held.flatMap(({ traits: { key, tallies } }) => tallies.map((tally) => ({ key, tally })));

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
