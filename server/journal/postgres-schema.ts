import type { SchemaPart } from "#server/postgres/schema-version.ts";

/** Held by whoever appends, until its transaction ends: so `seq` has no gaps, and is in the order of commit. */
export const APPEND_LOCK = 0x52_53_41_50;

/** Held by the one server that rewrites what is there. */
export const UPKEEP_LOCK = 0x52_53_55_50;

/** Of NOTIFY, with the `seq` of the last entry that was appended. */
export const JOURNAL_CHANNEL = "ringside_journal";

/**
 * The append is one statement, and so one way to the database and back: a function sees, statement by statement, what was
 * committed before each of them, and so the last entry of whoever had the lock before. A batch that is told again,
 * because its answer was lost, is found by its name. Texts are bytes in UTF-8: PostgreSQL's own hold no NUL.
 */
const APPEND = `
  CREATE OR REPLACE FUNCTION ringside_append(
    named uuid, clock bigint, methods text[], types bytea[], bodies bytea[], queries bytea[], refusals bytea[], acts text[]
  ) RETURNS TABLE (first_seq bigint, stamped bigint) LANGUAGE plpgsql AS $$
  DECLARE
    last_seq bigint;
    last_at bigint;
  BEGIN
    PERFORM pg_advisory_xact_lock(${APPEND_LOCK});
    RETURN QUERY SELECT seq, at FROM entry WHERE batch = named;
    IF FOUND THEN RETURN; END IF;
    SELECT seq, at INTO last_seq, last_at FROM entry ORDER BY seq DESC LIMIT 1;
    last_seq := coalesce(last_seq, 0);
    last_at := greatest(coalesce(last_at, clock), clock);
    INSERT INTO entry (seq, at, method, content_type, body, query, refusal, act, batch)
      SELECT last_seq + nr, last_at, method, type, body, query, refusal, act, CASE WHEN nr = 1 THEN named END
      FROM unnest(methods, types, bodies, queries, refusals, acts)
        WITH ORDINALITY AS drafts (method, type, body, query, refusal, act, nr);
    PERFORM pg_notify('${JOURNAL_CHANNEL}', (last_seq + cardinality(methods))::text);
    RETURN QUERY SELECT last_seq + 1, last_at;
  END $$;
`;

export const journalSchema: SchemaPart = {
  name: "journal",
  oldest: 1,
  steps: [
    `
    CREATE TABLE entry (
      seq bigint PRIMARY KEY,
      at bigint NOT NULL,
      method text,
      content_type bytea,
      body bytea,
      query bytea,
      refusal bytea,
      act text,
      events text,
      batch uuid
    );
    CREATE INDEX entry_refused ON entry (seq) WHERE refusal IS NOT NULL;
    CREATE UNIQUE INDEX entry_batch ON entry (batch) WHERE batch IS NOT NULL;
    CREATE TABLE checkpoint (
      fingerprint text PRIMARY KEY,
      seq bigint NOT NULL,
      state text NOT NULL
    );
    CREATE TABLE upkeep (name text PRIMARY KEY, value text NOT NULL);
    -- Rises when what boards were folded from is rewritten.
    CREATE TABLE generation (id integer PRIMARY KEY CHECK (id = 1), number bigint NOT NULL);
    INSERT INTO generation VALUES (1, 0);
    ${APPEND}
    `,
  ],
};
