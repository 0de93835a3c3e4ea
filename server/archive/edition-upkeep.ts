import { Client } from "pg";
import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { type Erasure, eraseIn } from "#lib/board/erasure.ts";
import type { Postgres, Queries } from "#server/postgres/postgres.ts";
import { createEditionReadings } from "./edition-readings.ts";
import { createEditionRows } from "./edition-rows.ts";
import { editionTables, tableName } from "./edition-tables.ts";
import type { EditionTenancy } from "./edition-tenancy.ts";
import { readCalls } from "./edition-writer.ts";
import type { Editions } from "./editions.ts";
import { storedText } from "./stored-text.ts";

/** Takes away what is not to be kept. Rejects with what the database says; may be begun again. */
export interface EditionUpkeep {
  /** Returns the generation before and from then on: what boards of the one let go of may still tell of the caller. */
  erase(erasure: Erasure): Promise<{ readonly before: number; readonly after: number }>;
  /** Takes away calls that began before (epoch ms); none comes back. */
  forget(before: number): Promise<void>;
}

/** Calls looked through in one transaction: some ten megabytes of facts. */
const LOOKED_THROUGH_AT_ONCE = 5_000;
/** Calls taken away in one transaction. */
const FORGOTTEN_AT_ONCE = 200;

interface UpkeepParts {
  readonly postgres: Postgres;
  readonly editions: Pick<Editions, "writing">;
  readonly tenancy: Pick<EditionTenancy, "dropOthers" | "dropUnlike">;
  readonly settings: BoardSettings;
}

export function createEditionUpkeep({ postgres, editions, tenancy, settings }: UpkeepParts): EditionUpkeep {
  /** Old versions of rows are gone for every question at once, and are overwritten by and by once this has ended. */
  async function vacuum(edition: number): Promise<void> {
    const client = new Client({ ...postgres.connection, query_timeout: 0, statement_timeout: 0 });
    // Lost, it fails what waits on it; unheard, that would end the process besides.
    client.on("error", () => undefined);
    await client.connect();
    try {
      await client.query(`VACUUM (ANALYZE) ${editionTables.map((table) => tableName(edition, table)).join(", ")}`);
    } finally {
      await client.end();
    }
  }

  return {
    async erase(erasure) {
      const { edition, generation, nrs, first, last } = await editions.writing(async (standing, queries) => {
        const raised = await raise(queries, erasure);
        await createEditionReadings(queries, standing.edition).erase(erasure);
        const called = await calledBy(queries, standing.edition, erasure);
        return { ...standing, generation: raised, nrs: called, ...(await spanOf(queries, standing.edition)) };
      });
      // They read by other rules; their servers build them again, from a journal without the caller.
      await tenancy.dropOthers();
      for (let after = first - 1; after < last; after += LOOKED_THROUGH_AT_ONCE) {
        const span = { nrs, after, upTo: Math.min(last, after + LOOKED_THROUGH_AT_ONCE) };
        await editions.writing((standing, queries) =>
          eraseBetween(queries, standing.edition, { erasure, settings, ...span }),
        );
      }
      await vacuum(edition);
      return { before: generation - 1, after: generation };
    },
    async forget(before) {
      const { edition } = await editions.writing(async (standing, { query }) => {
        await query("UPDATE archive_state SET kept_from = greatest(kept_from, $1)", [before]);
        return standing;
      });
      for (const one of await tenancy.dropUnlike()) {
        let left = true;
        while (left) left = await editions.writing((_, queries) => forgetSome(queries, one, before));
      }
      await vacuum(edition);
    },
  };
}

interface FactsRow {
  readonly [column: string]: unknown;
  readonly nr: number;
  readonly facts: string;
}

/** Once for an erasure, however often it is begun: whoever takes it up has erased in boards of the generation before it. */
async function raise({ query }: Queries, { pseudonym }: Erasure): Promise<number> {
  await query("UPDATE archive_state SET generation = generation + 1, erased = $1 WHERE erased IS DISTINCT FROM $1", [
    pseudonym,
  ]);
  const [row] = await query<{ readonly generation: number }>("SELECT generation FROM archive_state");
  return row?.generation ?? 0;
}

/** The calls that the feed told of under an id of the caller's. */
async function calledBy({ query }: Queries, edition: number, { calls }: Erasure): Promise<readonly number[]> {
  const sql = `SELECT nr FROM ${tableName(edition, "place")} WHERE role = 'id' AND number = ANY ($1)`;
  return (await query<{ readonly nr: number }>(sql, [[...calls].map(storedText)])).map(({ nr }) => nr);
}

async function spanOf({ query }: Queries, edition: number): Promise<{ readonly first: number; readonly last: number }> {
  const sql = `SELECT coalesce(min(nr), 1) AS first, coalesce(max(nr), 0) AS last FROM ${tableName(edition, "call")}`;
  const [row] = await query<{ readonly first: number; readonly last: number }>(sql);
  return row ?? { first: 1, last: 0 };
}

interface Looking {
  readonly erasure: Erasure;
  readonly settings: BoardSettings;
  readonly nrs: readonly number[];
  /** Of numbers of calls, `after` < number ≤ `upTo`. */
  readonly after: number;
  readonly upTo: number;
}

/** Calls of the caller, and those in whose facts the number stands. */
async function eraseBetween(
  queries: Queries,
  edition: number,
  { erasure, settings, nrs, after, upTo }: Looking,
): Promise<void> {
  const found = await queries.query<FactsRow>(
    `SELECT nr, facts FROM ${tableName(edition, "call")}
     WHERE nr > $1 AND nr <= $2 AND (nr = ANY ($3) OR caller_key = $4 OR position($4 in facts) > 0)`,
    [after, upTo, nrs, erasure.key],
  );
  if (found.length === 0) return;
  const calls = found.map(({ facts }) => eraseIn(JSON.parse(facts) as ArchivedCall, erasure));
  const rows = createEditionRows(queries, edition);
  await rows.remove(found.map(({ nr }) => nr));
  await rows.put(readCalls(calls, await createEditionReadings(queries, edition).of(calls), settings));
}

/** False: there are no more. */
async function forgetSome(queries: Queries, edition: number, before: number): Promise<boolean> {
  const sql = `SELECT nr FROM ${tableName(edition, "call")} WHERE started_at < $1 ORDER BY started_at, id LIMIT $2`;
  const found = await queries.query<{ readonly nr: number }>(sql, [before, FORGOTTEN_AT_ONCE]);
  if (found.length === 0) return false;
  await createEditionRows(queries, edition).remove(found.map(({ nr }) => nr));
  return true;
}
