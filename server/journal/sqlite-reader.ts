import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { prepareRead } from "./entry-row.ts";
import { openForReading } from "./sqlite-database.ts";

/** Reads a journal's file, also while a server writes to it. */
export interface JournalReader {
  /** Entries with `seq > after`, in order, at most `limit`. */
  read(after: number, limit: number): readonly JournalEntry[];
  close(): void;
}

/** Throws `StartError` when there is no journal at `path`. */
export function openSqliteReader(path: string): JournalReader {
  const database = openForReading(path);
  return { read: prepareRead(database), close: () => database.close() };
}
