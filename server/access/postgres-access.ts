import type { Logger } from "#server/log.ts";
import type { Postgres, Queries } from "#server/postgres/postgres.ts";
import { migrate } from "#server/postgres/schema-version.ts";
import type { AccessDatabase, AccessQueries, AccessValue } from "./access-database.ts";
import { makeLibraryTables } from "./account-library.ts";
import { accessSchema } from "./postgres-access-tables.ts";
import { storableText } from "./storable-text.ts";
import { createNamedTurns } from "./turns.ts";

/** Of the locks of PostgreSQL, those that are ours. */
const LOCKS = 0x52_53_41_43;

/** In the database that several servers share; makes its tables. The connections are not closed with it. */
export async function openPostgresAccess(postgres: Postgres, log: Logger): Promise<AccessDatabase> {
  const database = accessOf(postgres, "on");
  await makeLibraryTables(database, log);
  await migrate(postgres, accessSchema);
  return database;
}

/** The same, for what may go with the machine: nobody waits until it is safe on disk. */
export function openFleetingPostgresAccess(postgres: Postgres): AccessDatabase {
  return accessOf(postgres, "off");
}

function accessOf(postgres: Postgres, commits: "on" | "off"): AccessDatabase {
  // So that however much waits here for its turn, one connection waits with it.
  const turns = createNamedTurns();
  const begin =
    commits === "on"
      ? "SELECT pg_advisory_xact_lock($1::integer, hashtext($2))"
      : "SELECT pg_advisory_xact_lock($1::integer, hashtext($2)), set_config('synchronous_commit', 'off', true)";

  const transaction: AccessDatabase["transaction"] = (name, work) =>
    turns(name, () =>
      postgres.transaction(async (queries) => {
        await queries.query(begin, [LOCKS, name]);
        return work(queriesOn(queries));
      }),
    );

  return {
    ...queriesOn(postgres),
    transaction,
    exclusively: (name, work) => transaction(name, work),
    library: postgres.pool,
    close: () => undefined,
  };
}

function queriesOn({ query }: Queries): AccessQueries {
  return {
    all: (sql, values = []) => query(numbered(sql), values.map(storable)),
    async run(sql, values = []) {
      await query(numbered(sql), values.map(storable));
    },
  };
}

/** PostgreSQL numbers its values. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll("?", () => {
    count += 1;
    return `$${count}`;
  });
}

function storable(value: AccessValue): AccessValue {
  return typeof value === "string" ? storableText(value) : value;
}
