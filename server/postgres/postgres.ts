import { type ClientConfig, Pool, type PoolClient, type QueryResultRow, types } from "pg";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";

/** What a statement is given for `$1`, `$2`, …; a list is one value, for `unnest` and `ANY`. */
export type PostgresValue = PostgresScalar | readonly PostgresScalar[];

type PostgresScalar = string | number | boolean | Uint8Array | null;

/** Runs statements, each in a transaction of its own. Whole numbers of eight bytes come back as numbers. */
export interface Queries {
  /** Rejects with what the database or the network says. */
  query<Row extends QueryResultRow>(sql: string, values?: readonly PostgresValue[]): Promise<readonly Row[]>;
}

/** The connections of one server to the database that several servers share. */
export interface Postgres extends Queries {
  /** All statements of `work` or none, on one connection; rejects with what `work` throws. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** For a library that wants one. */
  readonly pool: Pool;
  /** For a connection that is to be kept apart, such as one that listens. */
  readonly connection: ClientConfig;
  close(): Promise<void>;
}

const CONNECTIONS = 10;
/** ms. Longer than any statement of ours takes, shorter than a person waits. */
const PATIENCE_MS = 5_000;
const CONNECT_MS = 3_000;
/** ms of silence after which this end asks whether the other is still there. */
const QUIET_MS = 5_000;
/**
 * So does the database: a server without power says no goodbye, and what it holds locked there stays so until it is given
 * up, after some 11 s; by itself a database waits for two hours. Sockets of one machine pass it over.
 */
const GIVE_UP =
  "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";

/** What the connections of every server are called first, whatever the URL calls them: by it they are known. */
export const OWN_NAME = "ringside";

/** Opens no connection yet. @param url as in DATABASE_URL @param log is told of a resting connection that was lost */
export function createPostgres(url: string, log: { warn(about: object, message: string): void }): Postgres {
  const connection: ClientConfig = {
    ...behindOurs(url),
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: QUIET_MS,
    application_name: OWN_NAME,
    types: { getTypeParser },
  };
  const pool = new Pool({ ...connection, max: CONNECTIONS });
  // One that is lost while it is in use fails whatever waits on it; unheard, it would end the process besides.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (err) => log.warn({ err }, "a connection to the database was lost"));
  return {
    query: (sql, values = []) => rowsOf(pool, sql, values),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const result = await work({ query: (sql, values = []) => rowsOf(client, sql, values) });
        await client.query("COMMIT");
        client.release();
        return result;
      } catch (cause) {
        await rollBack(client);
        throw cause;
      }
    },
    pool,
    connection,
    close: () => pool.end(),
  };
}

/** What the URL sets itself stands behind ours, and so counts; the client takes its options from one place alone. */
function behindOurs(url: string): Pick<ClientConfig, "connectionString" | "options"> {
  const connectionString = url
    .replace(/([?&]options=)/, `$1${GIVE_UP.replaceAll(" ", "+")}+`)
    .replace(/([?&]application_name=)/g, `$1${OWN_NAME}+`);
  return { connectionString, options: GIVE_UP };
}

async function rowsOf<Row extends QueryResultRow>(
  on: Pool | PoolClient,
  sql: string,
  values: readonly PostgresValue[],
): Promise<readonly Row[]> {
  const { rows } = await on.query<Row>(sql, [...values]);
  return rows;
}

/** A connection that cannot even do this is of no more use to anybody. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query("ROLLBACK");
    client.release();
  } catch (cause) {
    client.release(cause instanceof Error ? cause : true);
  }
}

const INT8 = 20;

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === INT8 && format !== "binary" ? Number : types.getTypeParser(oid, format as "text");

/** What a PostgreSQL must be set to, so that what it has acknowledged survives a power cut. */
const durable: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_apply", "remote_write", "local"],
};

/** Throws `StartError` where the database cannot be reached, or would not keep what it is given as it is. */
export async function requireDurable(postgres: Queries): Promise<void> {
  try {
    for (const [name, allowed] of Object.entries(durable)) {
      const [row] = await postgres.query<Record<string, string>>(`SHOW ${name}`);
      const value = row?.[name] ?? "";
      if (allowed.includes(value)) continue;
      throw new StartError(`DATABASE_URL leads to a database that would not survive a power cut: ${name} is ${value}.`);
    }
    // Any other has no place for some names, and what is told together with such a name would be refused with it.
    const [found] = await postgres.query<{ readonly server_encoding: string }>("SHOW server_encoding");
    if (found?.server_encoding !== "UTF8") {
      throw new StartError(`DATABASE_URL leads to a database in ${found?.server_encoding}: make one in UTF8.`);
    }
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`DATABASE_URL cannot be used: ${whyNot(cause)}.`, { cause });
  }
}

/** The client names the type of the value that it was not given. */
function whyNot(cause: unknown): string {
  const reason = reasonOf(cause);
  return /client password must be a/.test(reason) ? "the database asks for a password, and it holds none" : reason;
}
