import type { Postgres, Queries } from "#server/postgres/postgres.ts";
import type { SchemaPart } from "#server/postgres/schema-version.ts";

/** Held by whoever writes, until its transaction ends. */
const WRITE_LOCK = 0x52_53_41_57;

/** What all editions have in common. It is not to be changed: servers of other versions live by it too. */
export const archiveSchema: SchemaPart = {
  name: "archive",
  oldest: 1,
  steps: [
    `
    CREATE TABLE archive_state (
      id integer PRIMARY KEY CHECK (id = 1),
      -- Rises with every erasure.
      generation bigint NOT NULL,
      -- The pseudonym that the last one gave; it tells of nobody.
      erased text,
      -- Calls that began before are not kept.
      kept_from bigint NOT NULL
    );
    INSERT INTO archive_state (id, generation, kept_from) VALUES (1, 0, ${Number.MIN_SAFE_INTEGER});
    -- The archive as it reads by one set of rules; of one fingerprint and structure the newest counts.
    CREATE TABLE archive_edition (
      nr integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      structure integer NOT NULL,
      fingerprint text NOT NULL,
      -- Position of the journal up to which it has what boards have let go of; -1: nothing at all.
      rev bigint NOT NULL DEFAULT -1,
      used_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE TABLE archive_server (
      name text PRIMARY KEY,
      edition integer NOT NULL,
      seen_at timestamptz NOT NULL DEFAULT now()
    );
    `,
  ],
};

/** Whether an edition has its tables: whoever drops some by hand has them made again. */
export const isThere = "to_regclass('archive_' || edition.nr || '_call') IS NOT NULL";

/** One at a time of all servers that share the database. */
export function whileLocked<T>(postgres: Postgres, work: (queries: Queries) => Promise<T>): Promise<T> {
  return postgres.transaction(async (queries) => {
    await queries.query(`SELECT pg_advisory_xact_lock(${WRITE_LOCK})`);
    return work(queries);
  });
}
