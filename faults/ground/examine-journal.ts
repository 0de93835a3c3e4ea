import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { openForReading, pragma } from "#server/journal/sqlite-database.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import type { Kept } from "./load.ts";

export interface JournalFindings {
  readonly entries: readonly KeptEntry[];
  /** What is wrong with it, a sentence each. */
  readonly broken: readonly string[];
}

/** Reads a journal's file, also while a server writes to it, and holds it against what the server said it has kept. */
export function examineJournal(path: string, kept: readonly Kept[]): JournalFindings {
  const reader = openSqliteReader(path);
  const entries = reader.read(0, Number.MAX_SAFE_INTEGER);
  reader.close();
  return { entries, broken: [...unsound(path), ...examineEntries(entries, kept)] };
}

/** What is wrong with a journal's entries, held against what a server said it has kept. */
export function examineEntries(entries: readonly KeptEntry[], kept: readonly Kept[]): readonly string[] {
  return [...gapsIn(entries), ...goneBack(entries), ...missing(entries, kept), ...twice(kept)];
}

function unsound(path: string): string[] {
  const database = openForReading(path);
  const verdict = pragma(database, "integrity_check");
  database.close();
  return verdict === "ok" ? [] : [`The file is not sound: ${verdict}.`];
}

function gapsIn(entries: readonly KeptEntry[]): string[] {
  const gap = entries.findIndex(({ seq }, index) => seq !== index + 1);
  return gap < 0 ? [] : [`Entry ${gap + 1} is missing: ${entries[gap]?.seq} stands there.`];
}

function goneBack(entries: readonly KeptEntry[]): string[] {
  const back = entries.findIndex(({ at }, index) => at < (entries[index - 1]?.at ?? at));
  return back < 0 ? [] : [`The time of entry ${back + 1} lies before that of the one before it.`];
}

function missing(entries: readonly KeptEntry[], kept: readonly Kept[]): string[] {
  const lost = kept.filter(({ telling, seq }) => {
    const places = seq === null ? entries : entries.slice(seq - 1, seq);
    return !places.some((entry) => telling.isIn(entry));
  });
  return lost.length === 0
    ? []
    : [
        `Of what was acknowledged ${lost.length} are lost, the first at ${lost[0]?.seq ?? "a place that was not told"}.`,
      ];
}

function twice(kept: readonly Kept[]): string[] {
  const told = kept.map(({ seq }) => seq).filter((seq) => seq !== null);
  return new Set(told).size === told.length ? [] : ["One position was given to two."];
}
