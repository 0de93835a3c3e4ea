import { prepareRead } from "./entry-row.ts";
import type { KeptEntry } from "./kept-entry.ts";
import { openForReading } from "./sqlite-database.ts";

/** Reads a journal's file, also while a server writes to it. */
export interface JournalReader {
  /** Entries with `seq > after`, in order, at most `limit`. */
  read(after: number, limit: number): readonly KeptEntry[];
  /** `seq` of the last entry, 0 when empty. */
  head(): number;
  close(): void;
}

/** Throws `StartError` when there is no journal at `path`. */
export function openSqliteReader(path: string): JournalReader {
  const database = openForReading(path);
  const last = database.prepare("SELECT max(seq) AS seq FROM entry");
  return {
    read: prepareRead(database),
    head: () => (last.get() as { readonly seq: number | null }).seq ?? 0,
    close: () => database.close(),
  };
}
