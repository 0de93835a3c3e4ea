import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { differences, OrderedMap } from "#lib/board/ordered-map.ts";
import { callKey } from "#lib/board/read-archived.ts";
import type { ArchiveFilter } from "#server/archive/call-archive.ts";
import { type CallTraits, traitsOfHeld } from "#server/archive/call-traits.ts";

/** A call of the board's memory, or one that has just left it. */
export interface HeldCall {
  readonly entry: CallEntry;
  readonly traits: CallTraits;
}

/** The calls of one state. `all` and `nearest` are to be read in the turn in which it was taken. */
export interface HeldView {
  all(): Iterable<HeldCall>;
  /** All that a filter can hold of, and few others. */
  nearest(filter: Pick<ArchiveFilter, "callerEnd">): Iterable<HeldCall>;
  /** Whether the call is one of them, asked at any time. @param key `id@beginning` */
  has(key: string): boolean;
  /** null: it is not one of them. */
  get(key: string): CallEntry | null;
}

/** What calls are found by, kept from question to question: a look costs what has changed since the last one. */
export interface HeldCalls {
  look(state: BoardState, leaving: readonly CallEntry[]): HeldView;
}

/** A caller is whole from so many digits on. */
const WHOLE_KEY = 9;

export function createHeldCalls(): HeldCalls {
  const held = new Map<string, HeldCall>();
  const byCaller = new Map<string, Map<string, HeldCall>>();
  /** A night's calls may leave together, long before anything comes in. */
  const known = new WeakMap<CallEntry, HeldCall>();
  let seen = new OrderedMap<CallEntry>();

  function drop(key: string): void {
    const caller = held.get(key)?.traits.callerKey ?? null;
    held.delete(key);
    if (caller === null) return;
    const calls = byCaller.get(caller);
    calls?.delete(key);
    if (calls?.size === 0) byCaller.delete(caller);
  }

  function put(key: string, entry: CallEntry): void {
    if (entry.view === null) return;
    const call: HeldCall = { entry, traits: traitsOfHeld(entry.view, entry) };
    held.set(key, call);
    const caller = call.traits.callerKey;
    if (caller === null) return;
    const calls = byCaller.get(caller);
    if (calls === undefined) byCaller.set(caller, new Map([[key, call]]));
    else calls.set(key, call);
  }

  function heldOf(entry: CallEntry): readonly HeldCall[] {
    if (entry.view === null) return [];
    const call = known.get(entry) ?? { entry, traits: traitsOfHeld(entry.view, entry) };
    known.set(entry, call);
    return [call];
  }

  function follow(calls: OrderedMap<CallEntry>): void {
    for (const key of differences(seen, calls).keys) {
      drop(key);
      const entry = calls.get(key);
      if (entry !== undefined) put(key, entry);
    }
    seen = calls;
  }

  function* ofCallers(end: string): Generator<HeldCall, void, void> {
    if (end.length >= WHOLE_KEY) yield* byCaller.get(end)?.values() ?? [];
    else for (const [caller, calls] of byCaller) if (caller.endsWith(end)) yield* calls.values();
  }

  return {
    look(state, leaving) {
      follow(state.calls);
      const left = leaving.flatMap(heldOf);
      const leftByKey = new Map(left.map(({ entry, traits }) => [traits.key, entry]));
      const get = (key: string) => heldEntry(state, key) ?? leftByKey.get(key) ?? null;
      return {
        *all() {
          yield* held.values();
          yield* left;
        },
        *nearest({ callerEnd }) {
          if (callerEnd === undefined) yield* held.values();
          else yield* ofCallers(callerEnd);
          yield* left;
        },
        has: (key) => get(key) !== null,
        get,
      };
    },
  };
}

/** A call stands in the board under the id that begins its key. */
function heldEntry({ calls }: BoardState, key: string): CallEntry | null {
  const entry = calls.get(key.slice(0, key.lastIndexOf("@")));
  const view = entry?.view ?? null;
  if (entry === undefined || view === null) return null;
  return callKey(view.id, view.facts.firstAt) === key ? entry : null;
}
