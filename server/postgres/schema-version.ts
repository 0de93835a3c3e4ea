import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { isDatabaseAway } from "./database-away.ts";
import { OWN_NAME, type Postgres, type Queries } from "./postgres.ts";

/** One part of the product that keeps tables of its own, and what brings them from each version to the next. */
export interface SchemaPart {
  readonly name: "journal" | "access" | "archive";
  /** Statements; the first makes version 1. One that was released is never changed. */
  readonly steps: readonly string[];
  /** Servers of this version can work with what all steps have made: since then they have only added. */
  readonly oldest: number;
}

/** Of a part's tables. */
export interface PartVersion {
  /** By which servers go: those of an earlier one do not start. 0: there are no tables. */
  readonly version: number;
  /** Up to which they were brought; later than `version` where somebody has gone back. */
  readonly made: number;
}

/** Held while tables change, so that of several servers that start at once one does it. */
const SCHEMA_LOCK = 0x52_53_43_48;

/**
 * Brings a part's tables to the newest version, all steps or none; what was made before somebody went back is not made
 * again. Throws `StartError` where a newer Ringside made them, or the database does not let this one.
 */
export async function migrate(postgres: Postgres, part: Omit<SchemaPart, "oldest">): Promise<void> {
  try {
    await bringUp(postgres, part);
  } catch (cause) {
    if (cause instanceof StartError || isDatabaseAway(cause)) throw cause;
    throw new StartError(`The tables of Ringside cannot be made where DATABASE_URL leads: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

function bringUp(postgres: Postgres, { name, steps }: Omit<SchemaPart, "oldest">): Promise<void> {
  return postgres.transaction(async ({ query }) => {
    await query(`SELECT pg_advisory_xact_lock(${SCHEMA_LOCK})`);
    await query("CREATE TABLE IF NOT EXISTS schema_version (part text PRIMARY KEY, version integer NOT NULL)");
    await query("ALTER TABLE schema_version ADD COLUMN IF NOT EXISTS made integer");
    const { version, made } = await partVersion({ query }, name);
    if (version > steps.length) {
      throw new StartError(
        `The database is of a later version of Ringside (${name} ${version}, not ${steps.length}). To go back, stop every server, and with the later Ringside run: npm run -s migrate -- --to ${name}=${steps.length}`,
      );
    }
    for (const step of steps.slice(made)) await query(step);
    await query(
      `INSERT INTO schema_version (part, version, made) VALUES ($1, $2, $3)
       ON CONFLICT (part) DO UPDATE SET version = excluded.version, made = excluded.made`,
      [name, steps.length, Math.max(made, steps.length)],
    );
  });
}

export async function partVersion({ query }: Queries, part: SchemaPart["name"]): Promise<PartVersion> {
  // The column came later than the table.
  const [row] = await query<PartVersion>(
    `SELECT version, coalesce((to_jsonb(schema_version) ->> 'made')::integer, version) AS made
     FROM schema_version WHERE part = $1`,
    [part],
  );
  return row ?? { version: 0, made: 0 };
}

/**
 * Lets servers of an earlier version start again. Nothing is taken away, so that what only later ones know is there when
 * they come back. Throws `StartError` where that cannot be, or while a server runs.
 */
export async function goBack(postgres: Postgres, { name, oldest }: SchemaPart, to: number): Promise<void> {
  await postgres.transaction(async ({ query }) => {
    await query(`SELECT pg_advisory_xact_lock(${SCHEMA_LOCK})`);
    const { version } = await partVersion({ query }, name);
    if (to > version) throw new StartError(`The tables of ${name} are of version ${version}, which is before ${to}.`);
    if (to < oldest) {
      throw new StartError(
        `Servers of ${name} ${to} cannot work with these tables; ${oldest} is the earliest that can. What was dumped before the upgrade (pg_dump) is the way back.`,
      );
    }
    await requireNoServer(query);
    await query("UPDATE schema_version SET version = $2 WHERE part = $1", [name, to]);
  });
}

async function requireNoServer(query: Queries["query"]): Promise<void> {
  const [others] = await query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity
     WHERE datname = current_database() AND application_name ~ $1 AND pid <> pg_backend_pid()`,
    [`^${OWN_NAME}( |$)`],
  );
  if (others && others.count > 0) {
    throw new StartError(
      `A Ringside is connected to the database (${others.count} connections): stop every server first.`,
    );
  }
}
