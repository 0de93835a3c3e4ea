import type { DatabaseSync } from "node:sqlite";
import type { JournalEntry } from "#lib/board/journal-entry.ts";

/** A row of table `entry`. The table is STRICT, so SQLite itself answers for the types. */
export interface EntryRow {
  readonly seq: number;
  readonly at: number;
  readonly method: "POST" | "GET";
  readonly content_type: string | null;
  readonly body: string | null;
  readonly query: string | null;
}

export const ENTRY_COLUMNS = "seq, at, method, content_type, body, query";

export function toEntry({ seq, at, method, content_type, body, query }: EntryRow): JournalEntry {
  return { seq, at, delivery: { method, contentType: content_type, body, query } };
}

/** Reads entries with `seq > after`, in order, at most `limit`. */
export function prepareRead(database: DatabaseSync): (after: number, limit: number) => readonly JournalEntry[] {
  const statement = database.prepare(`SELECT ${ENTRY_COLUMNS} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`);
  return (after, limit) => (statement.all(after, limit) as unknown as EntryRow[]).map(toEntry);
}
