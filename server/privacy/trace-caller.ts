import type { BoardState } from "#lib/board/board-state.ts";
import { withAdopted } from "#lib/board/erasure.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { CallArchive, KnownCall } from "#server/archive/call-archive.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { type JournalScan, type NamedCalls, namedIn, type ScannedJournal } from "./journal-scan.ts";

/** Who is meant: a number in any spelling, or, of one who withheld it, any id of one call. */
export type Wanted = { readonly number: string } | { readonly call: string };

export interface TracedCaller {
  /** null: the caller withheld the number. */
  readonly key: string | null;
  /** Every id of every call, without the leg. */
  readonly calls: ReadonlySet<string>;
  /** `seq` up to which the journal was looked through. */
  readonly upTo: number;
}

export interface TraceParts extends ScannedJournal {
  readonly journal: Pick<JournalStore, "read" | "head" | "upkeep">;
  readonly archive: Pick<CallArchive, "calls" | "byId">;
  readonly state: () => BoardState;
}

/** Entries that came in while the journal was looked through, read at once. */
const PAGE = 200;
const CALLS_PAGE = 500;

/**
 * Every call of the caller, wherever one of them stands.
 * @param take is called while the journal holds no more than was looked at
 */
export async function traceCaller<T>(
  parts: TraceParts,
  wanted: Wanted,
  scan: JournalScan,
  take: (traced: TracedCaller) => Promise<T>,
): Promise<T> {
  const key = "number" in wanted ? callerKey(wanted.number) : null;
  const ids = new Set("call" in wanted ? [wanted.call] : []);
  const named = key === null ? 0 : await collect(ids, 0, (after) => scan.named(key, after));
  for (const id of withAdopted(await archivedCalls(parts.archive, key, ids), key, ids)) ids.add(id);
  return parts.journal.upkeep.atRest(async () => {
    // What came meanwhile.
    if (key !== null) await collect(ids, named, async (after) => namedIn(await parts.journal.read(after, PAGE), key));
    const upTo = await parts.journal.head();
    return take({ key, calls: withAdopted(parts.state().calls.values(), key, ids), upTo });
  });
}

/** Adds the ids of one look after the other; returns the `seq` after which nothing is. */
async function collect(ids: Set<string>, from: number, look: (after: number) => Promise<NamedCalls>): Promise<number> {
  let after = from;
  for (let looked = await look(after); looked.last !== null; looked = await look(after)) {
    for (const id of looked.ids) ids.add(id);
    after = looked.last;
  }
  return after;
}

async function archivedCalls(
  archive: TraceParts["archive"],
  key: string | null,
  ids: ReadonlySet<string>,
): Promise<readonly KnownCall["call"][]> {
  const all = new Set(ids);
  for (let before: { startedAt: number; id: string } | undefined, more = key !== null; more; ) {
    const page = await archive.calls({ callerEnd: key ?? "", before }, CALLS_PAGE);
    for (const { record } of page) if (callerKey(record.caller) === key) all.add(record.id);
    const last = page.at(-1)?.record;
    before = last && { startedAt: Date.parse(last.startedAt), id: last.id };
    more = page.length === CALLS_PAGE;
  }
  const calls: KnownCall["call"][] = [];
  for (const id of all) calls.push(...(await archive.byId(id)).map(({ call }) => call));
  return calls;
}
