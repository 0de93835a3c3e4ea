import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";
import type { Queries } from "#server/postgres/postgres.ts";
import { StartError } from "#server/start-error.ts";

/** How many rows there are of each table, which both sides have. */
export type MovedTables = Readonly<Record<string, number>>;

/** As PostgreSQL names the kinds of its columns. */
interface Column {
  readonly name: string;
  readonly type: string;
}

type Cell = string | number | boolean | Uint8Array | null;

/**
 * Copies tables of a file into those of the same names in PostgreSQL, in the given order, then reads both and compares
 * every row. Columns that only one side has stay as they are made. To be part of a transaction: rejects where they differ,
 * and then nothing may stay. Throws `StartError` where there are rows already.
 */
export async function moveTables(from: DatabaseSync, to: Queries, tables: readonly string[]): Promise<MovedTables> {
  const moved: Record<string, number> = {};
  for (const table of tables) moved[table] = await moveTable(from, to, table);
  return moved;
}

async function moveTable(from: DatabaseSync, to: Queries, table: string): Promise<number> {
  const columns = await commonColumns(from, to, table);
  if (columns.length === 0) return 0;
  const [before] = await to.query(`SELECT 1 FROM "${table}" LIMIT 1`);
  if (before !== undefined) {
    throw new StartError(`DATABASE_URL leads to a database that has rows in ${table} already: name an empty one.`);
  }
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const places = columns.map((_, index) => `$${index + 1}`).join(", ");
  const rows = from
    .prepare(`SELECT ${names} FROM "${table}"`)
    .all()
    .map((row) => cellsOf(row, columns));
  for (const row of rows) await to.query(`INSERT INTO "${table}" (${names}) VALUES (${places})`, row);
  await countOn(to, table);
  const found = await to.query<Record<string, unknown>>(`SELECT ${names} FROM "${table}"`);
  const copied = found.map((row) => columns.map(({ name }) => plain(row[name])));
  if (!isDeepStrictEqual(sorted(copied), sorted(rows.map((row) => row.map(plain))))) {
    throw new Error(`the copy of ${table} is not what the file holds`);
  }
  return rows.length;
}

async function commonColumns(from: DatabaseSync, { query }: Queries, table: string): Promise<readonly Column[]> {
  const there = new Set(
    from
      .prepare("SELECT name FROM pragma_table_info(?)")
      .all(table)
      .map(({ name }) => name),
  );
  const here = await query<{ readonly name: string; readonly type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  return here.filter(({ name }) => there.has(name));
}

function cellsOf(row: Record<string, SQLOutputValue>, columns: readonly Column[]): Cell[] {
  return columns.map(({ name, type }) => cellOf(row[name] ?? null, type));
}

/** SQLite has no kinds of its own for some of what PostgreSQL has. */
function cellOf(value: SQLOutputValue, type: string): Cell {
  if (value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (type === "boolean") return value !== 0 && value !== "0" && value !== "false";
  if (type.startsWith("timestamp") && !(value instanceof Uint8Array)) return new Date(value).toISOString();
  return value;
}

/** As it is compared, whichever side it comes from. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return value ?? null;
}

const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort();

/** A column that counts by itself goes on behind what was copied. */
async function countOn({ query }: Queries, table: string): Promise<void> {
  const counted = await query<{ readonly name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND is_identity = 'YES'`,
    [table],
  );
  for (const { name } of counted) {
    await query(
      `SELECT setval(pg_get_serial_sequence($1, $2), greatest(1, (SELECT coalesce(max("${name}"), 0) FROM "${table}")))`,
      [`"${table}"`, name],
    );
  }
}
