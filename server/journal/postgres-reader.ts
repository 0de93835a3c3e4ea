import type { Queries } from "#server/postgres/postgres.ts";
import { type EntryRow, toDeliveryEntry, toEntry } from "./entry-row.ts";
import type { RefusedDelivery } from "./journal.ts";
import type { KeptEntry } from "./kept-entry.ts";

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

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly method: "POST" | "GET" | null;
  readonly content_type: Buffer | null;
  readonly body: Buffer | null;
  readonly query: Buffer | null;
  readonly refusal: Buffer | null;
  readonly act: string | null;
  readonly events: string | null;
}

const COLUMNS = "seq, at, method, content_type, body, query, refusal, act, events";

export function createPostgresReader({ query }: Queries): PostgresReader {
  return {
    async read(after, limit) {
      const sql = `SELECT ${COLUMNS} FROM entry WHERE seq > $1 ORDER BY seq LIMIT $2`;
      return (await query<Row>(sql, [after, limit])).map((row) => toEntry(entryRow(row)));
    },
    async head() {
      const [row] = await query<{ readonly seq: number | null }>("SELECT max(seq) AS seq FROM entry");
      return row?.seq ?? 0;
    },
    async refused(before, limit) {
      const sql = `SELECT ${COLUMNS} FROM entry WHERE refusal IS NOT NULL AND seq < $1 ORDER BY seq DESC LIMIT $2`;
      const rows = await query<Row>(sql, [Math.min(before, Number.MAX_SAFE_INTEGER), limit]);
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

function entryRow({ seq, at, method, content_type, body, query, act, events }: Row): EntryRow {
  if (act !== null || method === null) return { seq, at, method: null, act: act ?? "" };
  const raw = { content_type: textOf(content_type), body: textOf(body), query: textOf(query) };
  return { seq, at, method, ...raw, events, act: null };
}

function textOf(bytes: Buffer | null): string | null {
  return bytes === null ? null : bytes.toString("utf8");
}
