import type { DatabaseSync } from "node:sqlite";
import type { DeliveryEntry } from "#lib/board/journal-entry.ts";
import type { PbxEvent } from "#lib/pbx/pbx-event.ts";
import { readActText } from "./act-text.ts";
import type { KeptEntry } from "./kept-entry.ts";

/** A row of table `entry`. The table is STRICT, so SQLite itself answers for the types. */
export type EntryRow = DeliveryRow | ActRow;

interface RowPlace {
  readonly seq: number;
  readonly at: number;
}

export interface DeliveryRow extends RowPlace {
  readonly method: "POST" | "GET";
  readonly content_type: string | null;
  readonly body: string | null;
  readonly query: string | null;
  /** JSON of the events, where the raw text is gone and something was read of it. */
  readonly events: string | null;
  readonly act: null;
}

interface ActRow extends RowPlace {
  readonly method: null;
  /** JSON. */
  readonly act: string;
}

export const ENTRY_COLUMNS = "seq, at, method, content_type, body, query, act, events";

export function toEntry(row: EntryRow): KeptEntry {
  if (row.act === null) return toDeliveryEntry(row);
  const { seq, at } = row;
  const act = readActText(row.act);
  return act === null ? { seq, at, unreadable: row.act } : { seq, at, act };
}

export function toDeliveryEntry({ seq, at, method, content_type, body, query, events }: DeliveryRow): DeliveryEntry {
  const entry = { seq, at, delivery: { method, contentType: content_type, body, query } };
  return events === null
    ? entry
    : { ...entry, read: { understood: true, events: JSON.parse(events) as readonly PbxEvent[] } };
}

/** Reads entries with `seq > after`, in order, at most `limit`. What a file of an earlier version has no column for is null. */
export function prepareRead(database: DatabaseSync): (after: number, limit: number) => readonly KeptEntry[] {
  const told = database
    .prepare("SELECT name FROM pragma_table_info('entry')")
    .all()
    .map(({ name }) => name);
  const columns = ENTRY_COLUMNS.split(", ").map((name) => (told.includes(name) ? name : `NULL AS ${name}`));
  const statement = database.prepare(`SELECT ${columns.join(", ")} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`);
  return (after, limit) => (statement.all(after, limit) as unknown as EntryRow[]).map(toEntry);
}
