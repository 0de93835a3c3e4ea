import type { DatabaseSync } from "node:sqlite";
import { ENTRY_COLUMNS, type PostgresRow, rawOf, rowsAfter, textOf } from "#server/journal/postgres-rows.ts";
import type { Queries } from "#server/postgres/postgres.ts";

/** A row of table `entry` as it stands, whatever it means. */
export interface JournalRow {
  readonly seq: number;
  readonly at: number;
  readonly method: string | null;
  readonly content_type: string | null;
  readonly body: string | null;
  readonly query: string | null;
  readonly refusal: string | null;
  readonly act: string | null;
  readonly events: string | null;
}

/** Rows of one step: some hundred kB. */
const STEP = 1_000;

/** Every row of a journal's file, in order. */
export function* fileRows(database: DatabaseSync): Generator<readonly JournalRow[]> {
  const read = database.prepare(`SELECT ${ENTRY_COLUMNS} FROM entry WHERE seq > ? ORDER BY seq LIMIT ${STEP}`);
  for (let after = 0; ; ) {
    const rows = read.all(after) as unknown as readonly JournalRow[];
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.seq;
  }
}

/** Every row of a journal in PostgreSQL, in order. */
export async function* sharedRows(queries: Queries): AsyncGenerator<readonly JournalRow[]> {
  for (let after = 0; ; ) {
    const found = await rowsAfter(queries, after, STEP);
    const last = found.at(-1);
    if (last === undefined) return;
    yield found.map(rowOf);
    after = last.seq;
  }
}

export async function putRows({ query }: Queries, rows: readonly JournalRow[]): Promise<void> {
  await query(
    `INSERT INTO entry (${ENTRY_COLUMNS})
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[],
       $8::text[], $9::text[])`,
    [
      rows.map(({ seq }) => seq),
      rows.map(({ at }) => at),
      rows.map(({ method }) => method),
      rows.map(({ content_type }) => bytesOf(content_type)),
      rows.map(({ body }) => bytesOf(body)),
      rows.map(({ query: text }) => bytesOf(text)),
      rows.map(({ refusal }) => bytesOf(refusal)),
      rows.map(({ act }) => act),
      rows.map(({ events }) => events),
    ],
  );
}

function rowOf(row: PostgresRow): JournalRow {
  return { ...row, ...rawOf(row), refusal: textOf(row.refusal) };
}

function bytesOf(text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text, "utf8");
}
