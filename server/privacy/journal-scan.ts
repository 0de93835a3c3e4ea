import { setImmediate as nextTurn } from "node:timers/promises";
import { callsNamedIn, type Erasure } from "#lib/board/erasure.ts";
import { readingOf } from "#lib/board/forgotten.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { startThread, type Thread } from "#server/archive/thread.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { entryWithout } from "./erase-entries.ts";

/** Looks through a journal from `after` (a `seq`) on, some entries at a time. */
export interface JournalScan {
  /** Ids of the calls of who has the number. @param key `callerKey` of it */
  named(key: string, after: number): Promise<NamedCalls>;
  /** What says something of the caller. */
  about(erasure: Erasure, after: number): Promise<ToldEntries>;
  end(): Promise<void>;
}

interface Looked {
  /** `seq` of the last entry that was looked at; null: there was none. */
  readonly last: number | null;
}

export interface NamedCalls extends Looked {
  readonly ids: readonly string[];
}

export interface ToldEntries extends Looked {
  readonly told: readonly ToldEntry[];
}

/** An entry that would be another one without the caller. */
export interface ToldEntry {
  readonly entry: KeptEntry;
  readonly without: JournalEntry;
}

export type ReadEntries = (after: number, limit: number) => readonly KeptEntry[] | Promise<readonly KeptEntry[]>;

export type ScanOrder =
  | { readonly do: "open"; readonly path: string }
  | { readonly do: "named"; readonly key: string; readonly after: number }
  | { readonly do: "about"; readonly erasure: Erasure; readonly after: number };

/** A few ms of looking. */
const AT_ONCE = 200;

/** In this thread, with a turn of the event loop after each look. */
export function scanHere(read: ReadEntries): JournalScan {
  const look = async (after: number) => {
    await nextTurn();
    return read(after, AT_ONCE);
  };
  return {
    named: async (key, after) => namedIn(await look(after), key),
    about: async (erasure, after) => toldIn(await look(after), erasure),
    end: async () => undefined,
  };
}

const scanWorker = new URL("./journal-scan.worker.ts", import.meta.url);

/** In a thread of its own, so that a journal of years holds nothing up. It begins with the first look. */
function scanInThread(path: string): JournalScan {
  let thread: Thread<ScanOrder> | null = null;
  let opened: Promise<unknown> | null = null;
  const ask = async (order: ScanOrder) => {
    thread ??= startThread<ScanOrder>(scanWorker);
    opened ??= thread.ask({ do: "open", path });
    await opened;
    return thread.ask(order);
  };
  return {
    named: async (key, after) => (await ask({ do: "named", key, after })) as NamedCalls,
    about: async (erasure, after) => (await ask({ do: "about", erasure, after })) as ToldEntries,
    end: async () => thread?.end(),
  };
}

export interface ScannedJournal {
  readonly journal: Pick<Journal, "read">;
  /** null: in memory. */
  readonly journalPath: string | null;
}

/** Looks through a journal that a server writes to. */
export async function withScan<T>(
  { journal, journalPath }: ScannedJournal,
  work: (scan: JournalScan) => Promise<T>,
): Promise<T> {
  const scan = journalPath === null ? scanHere(journal.read) : scanInThread(journalPath);
  try {
    return await work(scan);
  } finally {
    await scan.end();
  }
}

export function namedIn(entries: readonly KeptEntry[], key: string): NamedCalls {
  return { ids: [...new Set(entries.flatMap((entry) => callsOf(entry, key)))], last: entries.at(-1)?.seq ?? null };
}

function callsOf(entry: KeptEntry, key: string): readonly string[] {
  if (entry.delivery === undefined) return [];
  const reading = readingOf(entry);
  return reading.understood ? callsNamedIn(reading.events, key) : [];
}

export function toldIn(entries: readonly KeptEntry[], erasure: Erasure): ToldEntries {
  const told = entries.flatMap((entry) => {
    const without = entryWithout(entry, erasure);
    return without === null ? [] : [{ entry, without }];
  });
  return { told, last: entries.at(-1)?.seq ?? null };
}
