import { StartError } from "#server/start-error.ts";
import type { Postgres } from "./postgres.ts";

/** One part of the product that keeps tables of its own, and what brings them from each version to the next. */
export interface SchemaPart {
  readonly name: "journal" | "access" | "archive";
  /** Statements; the first makes version 1. One that was released is never changed. */
  readonly steps: readonly string[];
}

/** Held while tables change, so that of several servers that start at once one does it. */
const SCHEMA_LOCK = 0x52_53_43_48;

/**
 * Brings a part's tables to the newest version, all steps or none. Throws `StartError` where a newer Ringside made them.
 */
export async function migrate(postgres: Postgres, { name, steps }: SchemaPart): Promise<void> {
  await postgres.transaction(async ({ query }) => {
    await query(`SELECT pg_advisory_xact_lock(${SCHEMA_LOCK})`);
    await query("CREATE TABLE IF NOT EXISTS schema_version (part text PRIMARY KEY, version integer NOT NULL)");
    const [row] = await query<{ version: number }>("SELECT version FROM schema_version WHERE part = $1", [name]);
    const version = row?.version ?? 0;
    if (version > steps.length) {
      throw new StartError(`The database is of a later version of Ringside (${name} ${version}, not ${steps.length}).`);
    }
    for (const step of steps.slice(version)) await query(step);
    await query(
      `INSERT INTO schema_version (part, version) VALUES ($1, $2)
       ON CONFLICT (part) DO UPDATE SET version = excluded.version`,
      [name, steps.length],
    );
  });
}
