import { setImmediate as nextTurn } from "node:timers/promises";
import type { BoardState } from "#lib/board/board-state.ts";
import { callsNamedIn, withAdopted } from "#lib/board/erasure.ts";
import { readingOf } from "#lib/board/forgotten.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { CallArchive, KnownCall } from "#server/archive/call-archive.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";

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

export interface TraceParts {
  readonly journal: Pick<Journal, "read">;
  readonly archive: Pick<CallArchive, "calls" | "byId">;
  readonly state: () => BoardState;
}

/** Entries read in one turn of the event loop. */
const PAGE = 200;
const CALLS_PAGE = 500;

/** Every call of the caller, wherever one of them stands. When it resolves the journal holds no more than was looked at. */
export async function traceCaller(parts: TraceParts, wanted: Wanted): Promise<TracedCaller> {
  const key = "number" in wanted ? callerKey(wanted.number) : null;
  const ids = new Set("call" in wanted ? [wanted.call] : []);
  const collect = (page: readonly KeptEntry[]) => {
    if (key !== null) for (const id of page.flatMap((entry) => namedIn(entry, key))) ids.add(id);
  };
  let after = 0;
  for await (const page of pagesOf(parts.journal)) {
    collect(page);
    after = page.at(-1)?.seq ?? after;
  }
  const archived = withAdopted(await archivedCalls(parts.archive, key, ids), key, ids);
  for (const id of archived) ids.add(id);
  // What came meanwhile. A commit waits for the next turn of the event loop, and reading this is none.
  for (let page = await parts.journal.read(after, PAGE); page.length > 0; ) {
    collect(page);
    after = page.at(-1)?.seq ?? after;
    page = await parts.journal.read(after, PAGE);
  }
  return { key, calls: withAdopted(parts.state().calls.values(), key, ids), upTo: after };
}

/** The journal from its beginning, with a turn of the event loop after each page. */
export async function* pagesOf(journal: Pick<Journal, "read">): AsyncGenerator<readonly KeptEntry[]> {
  for (let page = await journal.read(0, PAGE); page.length > 0; ) {
    yield page;
    await nextTurn();
    page = await journal.read(page.at(-1)?.seq ?? 0, PAGE);
  }
}

function namedIn(entry: KeptEntry, key: string): readonly string[] {
  if (entry.delivery === undefined) return [];
  const reading = readingOf(entry);
  return reading.understood ? callsNamedIn(reading.events, key) : [];
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
