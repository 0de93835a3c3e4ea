import type { Queries } from "#server/postgres/postgres.ts";

/** A row of table `entry` in PostgreSQL, its texts as the bytes that they are kept as. */
export interface PostgresRow {
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

/** As they stand in a row, whatever keeps the journal. */
export const ENTRY_COLUMNS = "seq, at, method, content_type, body, query, refusal, act, events";

/** Rows with `seq > after`, in order, at most `limit`. */
export function rowsAfter({ query }: Queries, after: number, limit: number): Promise<readonly PostgresRow[]> {
  return query<PostgresRow>(`SELECT ${ENTRY_COLUMNS} FROM entry WHERE seq > $1 ORDER BY seq LIMIT $2`, [after, limit]);
}

/** The three texts of a delivery. */
export function rawOf({ content_type, body, query }: PostgresRow) {
  return { content_type: textOf(content_type), body: textOf(body), query: textOf(query) };
}

export function textOf(bytes: Buffer | null): string | null {
  return bytes?.toString("utf8") ?? null;
}
