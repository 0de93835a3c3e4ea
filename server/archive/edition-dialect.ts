import type { PostgresValue } from "#server/postgres/postgres.ts";
import type { Dialect, Question } from "./call-question.ts";
import { tableName } from "./edition-tables.ts";
import { storedText } from "./stored-text.ts";

/** PostgreSQL chooses the index itself, by what it knows of the calls. */
export function editionDialect(edition: number): Dialect {
  return {
    table: (name, as = name) => `${tableName(edition, name)} AS ${as}`,
    along: () => "",
    endOf: (column, length) => `right(${column}, ${length})`,
  };
}

/** A question as PostgreSQL is asked. */
export function numbered({ sql, values }: Question): {
  readonly sql: string;
  readonly values: readonly PostgresValue[];
} {
  let count = 0;
  return {
    sql: sql.replaceAll("?", () => `$${++count}`),
    values: values.map((value) => (typeof value === "string" ? storedText(value) : value)),
  };
}
