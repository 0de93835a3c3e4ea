import { type Erasure, eraseInAct, eraseInEvents } from "#lib/board/erasure.ts";
import { distilled, idleAct, readingOf } from "#lib/board/forgotten.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { mentions } from "#lib/board/number-in-text.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";

/** The entry without the caller; null where it says nothing of them. */
export function entryWithout(entry: KeptEntry, erasure: Erasure): JournalEntry | null {
  if ("unreadable" in entry) {
    // It has no effect, and whatever it was for could hold the number anywhere.
    const { seq, at, unreadable } = entry;
    return tells({ contentType: null, body: unreadable, query: null }, erasure) ? { seq, at, act: idleAct } : null;
  }
  if (entry.act !== undefined) {
    const act = eraseInAct(entry.act, erasure);
    return act === entry.act ? null : { ...entry, act };
  }
  const reading = readingOf(entry);
  const events = reading.understood ? eraseInEvents(reading.events, erasure) : [];
  const told = reading.understood && events !== reading.events;
  if (!(told || tells(entry.delivery, erasure))) return null;
  return { ...distilled(entry), read: reading.understood ? { understood: true, events } : reading };
}

function tells({ contentType, body, query }: Raw, { key, calls }: Erasure): boolean {
  const raw = `${contentType ?? ""}\n${body ?? ""}\n${query ?? ""}`;
  return (key !== null && mentions(raw, key)) || [...calls].some((id) => raw.includes(id));
}

interface Raw {
  readonly contentType: string | null;
  readonly body: string | null;
  readonly query: string | null;
}
