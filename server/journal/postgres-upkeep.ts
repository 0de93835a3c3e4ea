import { Client, type ClientBase } from "pg";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Postgres, Queries } from "#server/postgres/postgres.ts";
import type { JournalUpkeep } from "./journal.ts";
import type { PostgresGeneration } from "./postgres-generation.ts";
import { APPEND_LOCK, UPKEEP_LOCK } from "./postgres-schema.ts";

interface UpkeepParts {
  readonly postgres: Postgres;
  /** Resolves when all that is in the journal now is told. */
  readonly catchUp: () => Promise<void>;
  readonly generation: Pick<PostgresGeneration, "outdated" | "catchUp">;
}

export function createPostgresUpkeep({ postgres, catchUp, generation }: UpkeepParts): JournalUpkeep {
  /** Whose locks the work that is under way needs. */
  const holding = new Set<ClientBase>();

  /** A lock goes with its connection, and another server may have it by now: then nothing more is changed. */
  async function requireLocks(): Promise<void> {
    for (const client of holding) await client.query("SELECT");
  }

  async function changed<T>(change: (queries: Queries) => Promise<T>): Promise<T> {
    await requireLocks();
    return postgres.transaction(change);
  }

  async function whileHeld<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
    holding.add(client);
    try {
      return await work();
    } finally {
      holding.delete(client);
    }
  }

  return {
    alone: (work) =>
      whileAlone(postgres, (client) =>
        whileHeld(client, async () => {
          await generation.catchUp();
          return work();
        }),
      ),
    readAnew: generation.catchUp,
    atRest: (work) =>
      atRest(postgres, (client) =>
        whileHeld(client, async () => {
          await catchUp();
          return work();
        }),
      ),
    async outdate() {
      const number = await changed(async ({ query }) => {
        const [row] = await query<{ readonly number: number }>(
          "UPDATE generation SET number = number + 1 RETURNING number",
        );
        await query("DELETE FROM checkpoint");
        return row?.number ?? 0;
      });
      generation.outdated(number);
    },
    rewrite: (entries, notes) =>
      changed(async (queries) => {
        await putEntries(queries, entries);
        await putNotes(queries, notes);
      }),
    async note(name) {
      const sql = "SELECT value FROM upkeep WHERE name = $1";
      const [row] = await postgres.query<{ readonly value: string }>(sql, [name]);
      return row?.value ?? null;
    },
    async dropCheckpoint() {
      await changed(({ query }) => query("DELETE FROM checkpoint"));
    },
    // Old versions of rows go with VACUUM, and the database's own log with its archive: both are the operator's.
    settle: async () => true,
    writeAnew: async () => undefined,
  };
}

/** Another server's erasure is waited for: it reads the whole journal. ms; then whoever asked may ask again. */
const PATIENCE_MS = 60_000;

/** On a connection of its own, so that whoever waits takes none from those who do not. */
async function whileAlone<T>({ connection }: Postgres, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = new Client({ ...connection, statement_timeout: PATIENCE_MS });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const lock = { text: `SELECT pg_advisory_lock(${UPKEEP_LOCK})`, query_timeout: PATIENCE_MS };
    await client.query(lock);
    return await work(client);
  } finally {
    // The lock goes with it. Where the network is gone nobody would ever be told so.
    client.end().catch(() => undefined);
  }
}

/** Held as long as the connection is, whatever becomes of this process. */
async function atRest<T>({ pool }: Postgres, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onError = (err: Error) => {
    lost = err;
  };
  client.on("error", onError);
  try {
    await client.query(`SELECT pg_advisory_lock(${APPEND_LOCK})`);
    return await work(client);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${APPEND_LOCK})`).catch((err: Error) => {
      lost ??= err;
    });
    client.off("error", onError);
    client.release(lost);
  }
}

async function putEntries({ query }: Queries, entries: readonly JournalEntry[]): Promise<void> {
  for (const entry of entries) {
    if (entry.act !== undefined) {
      const sql = "UPDATE entry SET act = $1 WHERE seq = $2 AND act IS NOT NULL";
      await query(sql, [JSON.stringify(entry.act), entry.seq]);
    } else {
      const events = entry.read?.understood ? JSON.stringify(entry.read.events) : null;
      await query(
        "UPDATE entry SET content_type = NULL, body = NULL, query = NULL, events = $1 WHERE seq = $2 AND act IS NULL",
        [events, entry.seq],
      );
    }
  }
}

async function putNotes({ query }: Queries, notes: Readonly<Record<string, string | null>>): Promise<void> {
  for (const [name, value] of Object.entries(notes)) {
    if (value === null) await query("DELETE FROM upkeep WHERE name = $1", [name]);
    else {
      await query(
        "INSERT INTO upkeep (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, value],
      );
    }
  }
}
