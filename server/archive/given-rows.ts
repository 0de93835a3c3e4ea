import type { PostgresValue, Queries } from "#server/postgres/postgres.ts";
import { storedText } from "./stored-text.ts";

/** In the order of the columns they are given for. */
export type GivenRow = readonly (string | number | null)[];

/** Keys are compared, by bytes, and so stored as `storedText` has them; JSON holds nothing that cannot be stored. */
const columnTypes = { key: 'text[] COLLATE "C"', json: "text[]", number: "bigint[]" } as const;

/** Names of columns, and what each holds. */
export type GivenColumns = Readonly<Record<string, keyof typeof columnTypes>>;

/** Rows as SQL has them in FROM: a list of values a column. */
export function given(columns: GivenColumns, rows: readonly GivenRow[]) {
  const types = Object.values(columns);
  const lists = types.map((type, at) => `$${at + 1}::${columnTypes[type]}`);
  const values: readonly PostgresValue[] = types.map((type, at) => rows.map((row) => cellOf(type, row[at] ?? null)));
  return { sql: `unnest(${lists.join(", ")})`, names: Object.keys(columns).join(", "), values };
}

function cellOf(type: keyof typeof columnTypes, value: string | number | null): string | number | null {
  return type === "key" && typeof value === "string" ? storedText(value) : value;
}

/** @param tail what is said behind the statement */
export async function insertRows(
  { query }: Queries,
  { table, columns, tail = "" }: { readonly table: string; readonly columns: GivenColumns; readonly tail?: string },
  rows: readonly GivenRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const { sql, names, values } = given(columns, rows);
  await query(`INSERT INTO ${table} (${names}) SELECT * FROM ${sql} ${tail}`, values);
}

/** Deletes the rows that are equal to a given one in the given columns. */
export async function deleteRows(
  { query }: Queries,
  { table, columns }: { readonly table: string; readonly columns: GivenColumns },
  rows: readonly GivenRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const { sql, names, values } = given(columns, rows);
  const same = Object.keys(columns).map((name) => `kept.${name} = gone.${name}`);
  await query(`DELETE FROM ${table} AS kept USING ${sql} AS gone (${names}) WHERE ${same.join(" AND ")}`, values);
}
