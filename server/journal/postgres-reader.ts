import type { Queries } from "#server/postgres/postgres.ts";
import { type EntryRow, toDeliveryEntry, toEntry } from "./entry-row.ts";
import type { RefusedDelivery } from "./journal.ts";
import type { KeptEntry } from "./kept-entry.ts";
import { ENTRY_COLUMNS, type PostgresRow, rawOf, rowsAfter, textOf } from "./postgres-rows.ts";

/** Reads the journal that lives in PostgreSQL. Rejects with what the database says. */
export interface PostgresReader {
  /** Entries with `seq > after`, in order, at most `limit`. */
  read(after: number, limit: number): Promise<readonly KeptEntry[]>;
  /** `seq` of the last entry, 0 when empty. */
  head(): Promise<number>;
  /** Newest first, at most `limit`, with `seq < before`. */
  refused(before: number, limit: number): Promise<readonly RefusedDelivery[]>;
  countRefused(): Promise<number>;
}

export function createPostgresReader(queries: Queries): PostgresReader {
  const { query } = queries;
  return {
    read: async (after, limit) => (await rowsAfter(queries, after, limit)).map((row) => toEntry(entryRow(row))),
    async head() {
      const [row] = await query<{ readonly seq: number | null }>("SELECT max(seq) AS seq FROM entry");
      return row?.seq ?? 0;
    },
    async refused(before, limit) {
      const sql = `SELECT ${ENTRY_COLUMNS} FROM entry WHERE refusal IS NOT NULL AND seq < $1 ORDER BY seq DESC LIMIT $2`;
      const rows = await query<PostgresRow>(sql, [Math.min(before, Number.MAX_SAFE_INTEGER), limit]);
      return rows.flatMap((row) => {
        const entry = entryRow(row);
        return entry.act === null ? [{ entry: toDeliveryEntry(entry), reason: textOf(row.refusal) ?? "" }] : [];
      });
    },
    async countRefused() {
      const [row] = await query<{ readonly n: number }>("SELECT count(*) AS n FROM entry WHERE refusal IS NOT NULL");
      return row?.n ?? 0;
    },
  };
}

function entryRow(row: PostgresRow): EntryRow {
  const { seq, at, method, act, events } = row;
  if (act !== null || method === null) return { seq, at, method: null, act: act ?? "" };
  return { seq, at, method, ...rawOf(row), events, act: null };
}
