import type { DatabaseSync } from "node:sqlite";
import { ARCHIVE_INDEXES, ARCHIVE_TABLES } from "./archive-schema.ts";

/** Of the synthetic past: from when, and a call how often (ms). */
export const millionFrom = Date.UTC(2025, 0, 1);
export const millionEvery = 30_000;

/** As much of a record as finding calls needs: what fills rows besides would only make the test slower. */
const record = `'{"id":"' || id || '","startedAt":"' ||
  strftime('%Y-%m-%dT%H:%M:%fZ', (${millionFrom} + nr * ${millionEvery}) / 1000.0, 'unixepoch') || '"}'`;

/**
 * A past of so many calls, made by SQLite itself in seconds: 30 queues, 200 agents, a quarter missed, one in seven
 * outbound, 90,000 callers; tallies of the passages of every tenth. Into an empty file.
 */
export function layDownCalls(database: DatabaseSync, count: number): void {
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -400000;
    BEGIN;
    ${ARCHIVE_TABLES}
    INSERT INTO call (nr, started_at, id, direction, state, lost_in, caller_key, caller_tail, record, tallies, facts)
    WITH RECURSIVE n (nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM n WHERE nr < ${count}),
    made AS (
      SELECT nr, '250101090000_' || nr AS id, (nr * 7919) % 100 AS fate, printf('%09d', (nr * 48271) % 90001 * 9973) AS key
      FROM n
    )
    SELECT nr, ${millionFrom} + nr * ${millionEvery}, id,
      CASE WHEN fate < 14 THEN 'outbound' ELSE 'inbound' END,
      CASE WHEN fate < 4 THEN 'unanswered' WHEN fate < 74 THEN 'completed' WHEN fate < 99 THEN 'missed' ELSE 'unknown' END,
      CASE WHEN fate < 74 OR fate = 99 THEN NULL WHEN fate < 94 THEN 'queue' WHEN fate < 98 THEN 'ivr' ELSE 'ringing' END,
      key, substr(key, -3), ${record}, '[]', '{}'
    FROM made;
    INSERT INTO place (role, number, started_at, id, nr, state)
    SELECT 'queue', 800 + (nr * 31) % 30, started_at, id, nr, state FROM call WHERE direction = 'inbound'
    UNION ALL
    SELECT 'agent', 200 + (nr * 17) % 200, started_at, id, nr, state FROM call
    ORDER BY 1, 2, 3, 4;
    INSERT INTO tally (kind, number, at, key, n, outcome, wait, talk)
    SELECT 'passage', 800 + (nr * 31) % 30, started_at, id || '@' || started_at, 1, state, 12000, 90000
    FROM call WHERE direction = 'inbound' AND nr % 10 = 0
    ORDER BY 1, 2, 3, 4;
    ${ARCHIVE_INDEXES}
    COMMIT;
  `);
}
