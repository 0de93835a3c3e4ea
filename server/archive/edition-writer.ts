import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { readArchived } from "#lib/board/read-archived.ts";
import type { Queries } from "#server/postgres/postgres.ts";
import { createEditionReadings } from "./edition-readings.ts";
import { createEditionRows, type ReadCall } from "./edition-rows.ts";
import { tableName } from "./edition-tables.ts";
import type { Editions, Standing } from "./editions.ts";
import type { HandoverBatch } from "./handovers.ts";

/** What became of a batch. */
export type Written =
  /** It is there now, or was before, brought by another server. @param rev of the edition then */
  | { readonly is: "there"; readonly rev: number }
  /** The edition ends before the batch begins: what lies between must come first. */
  | { readonly is: "too early"; readonly rev: number }
  /** The board that it is from was built before the last erasure. */
  | { readonly is: "outdated" };

/** Writes an edition, each step all or nothing. Rejects with what the database says. */
export interface EditionWriter {
  write(batch: HandoverBatch): Promise<Written>;
  /** How many calls wait to be read again, at the most; 0: none. */
  rereading(): Promise<number>;
  /** Reads at most `limit` calls again whose numbers have changed. Returns how many; 0: there are none. */
  rereadSome(limit: number): Promise<number>;
}

export function createEditionWriter(editions: Editions, settings: BoardSettings): EditionWriter {
  return {
    async write(batch) {
      const now = await editions.standing();
      // Mostly another server was quicker; then nobody has to wait for the lock.
      const early = now === null ? null : verdictOn(batch, now);
      if (early?.is === "there" || early?.is === "outdated") return early;
      return editions.writing(async (standing, queries) => {
        const verdict = verdictOn(batch, standing);
        if (verdict !== null) return verdict;
        await writeIn(standing, queries, batch, settings);
        return { is: "there", rev: batch.isWhole ? batch.upTo : standing.rev };
      });
    },
    async rereading() {
      return editions.writing(async ({ edition }, { query }) => {
        const [row] = await query<{ readonly count: number }>(
          `SELECT coalesce(sum(1 + (SELECT count(*) FROM ${tableName(edition, "met")} AS met
             WHERE met.number = rereading.number AND met.nr < rereading.below)), 0)::bigint AS count
           FROM ${tableName(edition, "rereading")} AS rereading`,
        );
        return row?.count ?? 0;
      });
    },
    rereadSome: (limit) => editions.writing((standing, queries) => rereadIn(standing, queries, { settings, limit })),
  };
}

/** null: it is to be written. */
function verdictOn(batch: HandoverBatch, { rev, generation }: Standing): Written | null {
  if (batch.generation !== generation) return { is: "outdated" };
  if (batch.upTo <= rev) return { is: "there", rev };
  return batch.after > Math.max(rev, 0) ? { is: "too early", rev } : null;
}

async function writeIn(
  { edition, keptFrom }: Standing,
  queries: Queries,
  batch: HandoverBatch,
  settings: BoardSettings,
): Promise<void> {
  const readings = createEditionReadings(queries, edition);
  const rows = createEditionRows(queries, edition);
  await readings.learn(batch.readings);
  const read = readCalls(batch.calls, await readings.of(batch.calls), settings);
  // Of a batch of which another server has written a part already, most is there.
  await rows.put(await rows.changed(read.filter(({ past }) => past.startedAt >= keptFrom)));
  if (batch.isWhole) await queries.query("UPDATE archive_edition SET rev = $1 WHERE nr = $2", [batch.upTo, edition]);
}

/** Each once, as it was told last. */
export function readCalls(
  calls: readonly ArchivedCall[],
  readings: Parameters<typeof readArchived>[1],
  settings: BoardSettings,
): readonly ReadCall[] {
  const read = new Map<string, ReadCall>();
  for (const call of calls) {
    const past = readArchived(call, readings, settings);
    if (past !== null) read.set(past.key, { past, call });
  }
  return [...read.values()];
}

interface FactsRow {
  readonly [column: string]: unknown;
  readonly nr: number;
  readonly facts: string;
}

/** Newest calls first. */
async function rereadIn(
  { edition }: Standing,
  queries: Queries,
  { settings, limit }: { readonly settings: BoardSettings; readonly limit: number },
): Promise<number> {
  const { query } = queries;
  const table = tableName(edition, "rereading");
  const [next] = await query<{ readonly number: string; readonly below: number }>(
    `SELECT number, below FROM ${table} ORDER BY number LIMIT 1`,
  );
  if (next === undefined) return 0;
  const found = await query<FactsRow>(
    `SELECT call.nr, call.facts FROM ${tableName(edition, "met")} AS met
     JOIN ${tableName(edition, "call")} AS call ON call.nr = met.nr
     WHERE met.number = $1 AND met.nr < $2 ORDER BY met.nr DESC LIMIT $3`,
    [next.number, next.below, limit],
  );
  const calls = found.map(({ facts }) => JSON.parse(facts) as ArchivedCall);
  const readings = await createEditionReadings(queries, edition).of(calls);
  await createEditionRows(queries, edition).put(readCalls(calls, readings, settings));
  const last = found.at(-1);
  if (last === undefined || found.length < limit) await query(`DELETE FROM ${table} WHERE number = $1`, [next.number]);
  else await query(`UPDATE ${table} SET below = $1 WHERE number = $2`, [last.nr, next.number]);
  return Math.max(1, found.length);
}
