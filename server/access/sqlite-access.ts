import { DatabaseSync, type StatementSync } from "node:sqlite";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import type { AccessDatabase, AccessQueries } from "./access-database.ts";
import { fleetingTables, keptTables } from "./sqlite-access-tables.ts";
import { createNamedTurns, createTurns } from "./turns.ts";

const BUSY_TIMEOUT_MS = 1_000;

/**
 * Opens the file of accounts, sessions, screens, keys and what people looked at; makes it where there is none. Each store
 * may have a connection of its own. `:memory:` is a file of this connection alone. Throws `StartError`.
 */
export function openSqliteAccess(path: string): AccessDatabase {
  try {
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA fullfsync = ON;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
    `);
    database.exec(keptTables);
    return accessOf(database);
  } catch (cause) {
    throw new StartError(`${path} cannot be used: ${reasonOf(cause)}.`, { cause });
  }
}

/** What a server that is alone forgets when it stops: codes of TVs, and tries to sign in. */
export function openFleetingAccess(): AccessDatabase {
  const database = new DatabaseSync(":memory:");
  database.exec(fleetingTables);
  return accessOf(database);
}

function accessOf(database: DatabaseSync): AccessDatabase {
  const queries = queriesOn(database);
  const transactions = createTurns();
  let open: Promise<unknown> | null = null;

  /** What is of no transaction waits for the end of one that is open, or it would be of that one. */
  async function outside<T>(work: () => Promise<T>): Promise<T> {
    while (open !== null) await open.catch(() => undefined);
    return work();
  }

  return {
    all: (sql, values) => outside(() => queries.all(sql, values)),
    run: (sql, values) => outside(() => queries.run(sql, values)),
    transaction: (_name, work) =>
      transactions(async () => {
        const done = inTransaction(database, () => work(queries));
        open = done;
        try {
          return await done;
        } finally {
          open = null;
        }
      }),
    exclusively: createNamedTurns(),
    library: database,
    close: () => database.close(),
  };
}

function queriesOn(database: DatabaseSync): AccessQueries {
  const prepared = new Map<string, StatementSync>();
  function statement(sql: string): StatementSync {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  }
  return {
    all: async <Row extends object>(sql: string, values: Parameters<AccessQueries["all"]>[1] = []) =>
      statement(sql).all(...values) as Row[],
    async run(sql, values = []) {
      statement(sql).run(...values);
    },
  };
}

async function inTransaction<T>(database: DatabaseSync, work: () => Promise<T>): Promise<T> {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = await work();
    database.exec("COMMIT");
    return result;
  } catch (cause) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw cause;
  }
}
