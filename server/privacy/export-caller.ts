import type { CallRecord, MissedCaller } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import type { DeliveryEntry } from "#lib/board/journal-entry.ts";
import { recordOf } from "#lib/board/read-facts.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { CallerExport, CallerFound } from "#lib/protocol/api/privacy-answers.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { type JournalScan, withScan } from "./journal-scan.ts";
import { type TracedCaller, type TraceParts, traceCaller, type Wanted } from "./trace-caller.ts";

/** Everything that is kept about a caller. */
export async function exportCaller(parts: TraceParts, wanted: Wanted): Promise<CallerExport> {
  const { traced, told } = await withScan(parts, async (scan) => {
    const found = await traceCaller(parts, wanted, scan, async (all) => all);
    return { traced: found, told: await entriesAbout(scan, found) };
  });
  const past = await recordsOf(parts, traced);
  const state = parts.state();
  const calls = new Map(
    [...past, ...callsOnBoard(state, traced)].map((call) => [`${call.id}@${call.startedAt}`, call]),
  );
  return {
    contact: (traced.key === null ? null : state.contacts.get(traced.key)) ?? null,
    calls: [...calls.values()].sort((a, b) => a.startedAt.localeCompare(b.startedAt)),
    missed: [...rowsOnBoard(state, traced)],
    deliveries: told.flatMap((entry) => (entry.delivery === undefined ? [] : [deliveryOf(entry)])),
    acts: told.flatMap((entry) =>
      entry.delivery === undefined ? [{ at: isoTime(entry.at), act: entry.act ?? entry.unreadable }] : [],
    ),
  };
}

function callsOnBoard(state: BoardState, traced: TracedCaller): readonly CallRecord[] {
  const theirs = [...state.calls.values()].filter(({ own, view }) =>
    isTheirs({ id: own.id, caller: view?.facts.caller ?? own.caller }, traced),
  );
  return theirs.flatMap((entry) => recordOf(entry) ?? []);
}

function rowsOnBoard(state: BoardState, traced: TracedCaller): readonly MissedCaller[] {
  const rows = [...state.missed.values()].reverse();
  return rows.filter((row) => isTheirs({ id: row.callIds[0] ?? "", caller: row.caller }, traced));
}

function isTheirs(
  { id, caller }: { readonly id: string; readonly caller: string | null },
  { key, calls }: TracedCaller,
): boolean {
  return calls.has(id) || (key !== null && callerKey(caller) === key);
}

function deliveryOf({ at, delivery, read }: DeliveryEntry): CallerExport["deliveries"][number] {
  return { at: isoTime(at), ...delivery, events: read?.understood ? [...read.events] : null };
}

/** How much there is of each kind. */
export async function findCaller(parts: TraceParts, wanted: Wanted): Promise<CallerFound> {
  const { contact, calls, missed, deliveries, acts } = await exportCaller(parts, wanted);
  return {
    contacts: contact === null ? 0 : 1,
    calls: calls.length,
    missed: missed.length,
    deliveries: deliveries.length,
    raw: deliveries.filter(({ body, query }) => body !== null || query !== null).length,
    acts: acts.length,
  };
}

/** An entry tells of the caller where it would be another one without them. */
async function entriesAbout(scan: JournalScan, traced: TracedCaller): Promise<readonly KeptEntry[]> {
  const erasure = { ...traced, pseudonym: "erased-nobodyis", salt: "" };
  const entries: KeptEntry[] = [];
  for (let after = 0; ; ) {
    const { told, last } = await scan.about(erasure, after);
    if (last === null) return entries;
    for (const { entry } of told) entries.push(entry);
    after = last;
  }
}

async function recordsOf({ archive }: TraceParts, { calls }: TracedCaller) {
  const found = await Promise.all([...calls].map((id) => archive.byId(id)));
  return found.flat().map(({ record }) => record);
}
