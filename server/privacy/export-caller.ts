import type { DeliveryEntry } from "#lib/board/journal-entry.ts";
import { callRecords, viewBoard } from "#lib/board/view-board.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { CallerExport, CallerFound } from "#lib/protocol/api/privacy-answers.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { entryWithout } from "./erase-entries.ts";
import { pagesOf, type TracedCaller, type TraceParts, traceCaller, type Wanted } from "./trace-caller.ts";

/** Everything that is kept about a caller. */
export async function exportCaller(parts: TraceParts, wanted: Wanted): Promise<CallerExport> {
  const traced = await traceCaller(parts, wanted);
  const told = await entriesAbout(parts, traced);
  const state = parts.state();
  const isTheirs = ({ id, caller }: { readonly id: string; readonly caller: string }) =>
    traced.calls.has(id) || (traced.key !== null && callerKey(caller) === traced.key);
  const past = await recordsOf(parts, traced);
  const present = callRecords(state).filter(isTheirs);
  const calls = new Map([...past, ...present].map((record) => [`${record.id}@${record.startedAt}`, record]));
  return {
    contact: (traced.key === null ? null : state.contacts.get(traced.key)) ?? null,
    calls: [...calls.values()].sort((a, b) => a.startedAt.localeCompare(b.startedAt)),
    missed: viewBoard(state).missed.filter((row) => isTheirs({ id: row.callIds[0] ?? "", caller: row.caller })),
    deliveries: told.flatMap((entry) => (entry.delivery === undefined ? [] : [deliveryOf(entry)])),
    acts: told.flatMap((entry) =>
      entry.delivery === undefined ? [{ at: isoTime(entry.at), act: entry.act ?? entry.unreadable }] : [],
    ),
  };
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
async function entriesAbout(parts: TraceParts, traced: TracedCaller): Promise<readonly KeptEntry[]> {
  const erasure = { ...traced, pseudonym: "erased-nobodyis", salt: "" };
  const told: KeptEntry[] = [];
  for await (const page of pagesOf(parts.journal)) {
    for (const entry of page) if (entryWithout(entry, erasure) !== null) told.push(entry);
  }
  return told;
}

async function recordsOf({ archive }: TraceParts, { calls }: TracedCaller) {
  const found = await Promise.all([...calls].map((id) => archive.byId(id)));
  return found.flat().map(({ record }) => record);
}
