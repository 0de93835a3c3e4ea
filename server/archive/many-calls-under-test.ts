import type { Postgres } from "#server/postgres/postgres.ts";
import { tableName } from "./edition-tables.ts";
import { millionEvery, millionFrom } from "./million-calls.ts";

/** The past of `million-calls.ts`, shorter, in an edition that is empty, and what PostgreSQL knows of it. */
export async function layDownInEdition({ query }: Postgres, edition: number, count: number): Promise<void> {
  const [call, place, tally] = (["call", "place", "tally"] as const).map((table) => tableName(edition, table));
  await query(`
    INSERT INTO ${call} (started_at, id, direction, state, lost_in, caller_key, caller_tail, record, tallies, facts)
    SELECT ${millionFrom} + nr * ${millionEvery}, '250101090000_' || nr,
      CASE WHEN fate < 14 THEN 'outbound' ELSE 'inbound' END,
      CASE WHEN fate < 4 THEN 'unanswered' WHEN fate < 74 THEN 'completed' WHEN fate < 99 THEN 'missed' ELSE 'unknown' END,
      CASE WHEN fate < 74 OR fate = 99 THEN NULL WHEN fate < 94 THEN 'queue' WHEN fate < 98 THEN 'ivr' ELSE 'ringing' END,
      key, right(key, 3), '{}', '[]', '{}'
    FROM (
      SELECT nr, (nr * 7919) % 100 AS fate, lpad(((nr * 48271) % 90001 * 9973)::text, 9, '0') AS key
      FROM generate_series(1, ${count}::bigint) AS nr
    ) AS made
  `);
  await query(`
    INSERT INTO ${place} (role, number, started_at, id, nr, state)
    SELECT 'queue', (800 + (nr * 31) % 30)::text, started_at, id, nr, state FROM ${call} WHERE direction = 'inbound'
    UNION ALL
    SELECT 'agent', (200 + (nr * 17) % 200)::text, started_at, id, nr, state FROM ${call}
    UNION ALL
    SELECT 'id', id, started_at, id, nr, state FROM ${call}
  `);
  await query(`
    INSERT INTO ${tally} (kind, number, at, key, n, outcome, wait, talk)
    SELECT 'passage', (800 + (nr * 31) % 30)::text, started_at, id || '@' || started_at, 1, state, 12000, 90000
    FROM ${call} WHERE direction = 'inbound'
  `);
  await query(`ANALYZE ${call}, ${place}, ${tally}`);
}
