/** The tables of one edition of the archive, by the names that questions use. */
export type EditionTable = "call" | "place" | "tally" | "met" | "reading" | "rereading";

export const editionTables: readonly EditionTable[] = ["call", "place", "tally", "met", "reading", "rereading"];

/** Rises with the tables: an edition of another structure is let be, and another one is made beside it. */
export const EDITION_STRUCTURE = 1;

export function tableName(edition: number, table: EditionTable): string {
  return `archive_${edition}_${table}`;
}

/**
 * As in `archive-schema.ts`: the columns by which history is ordered stand at the end of every index, so that no page is
 * sorted. Texts that are compared are ordered by bytes, whatever the database's language is.
 */
export function editionSchema(edition: number): string {
  const name = (table: EditionTable) => tableName(edition, table);
  const index = (table: EditionTable, suffix: string) => `${tableName(edition, table)}_${suffix}`;
  return `
    CREATE TABLE ${name("call")} (
      nr bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      started_at bigint NOT NULL,
      id text COLLATE "C" NOT NULL,
      direction text COLLATE "C" NOT NULL,
      state text COLLATE "C" NOT NULL,
      lost_in text COLLATE "C",
      caller_key text COLLATE "C",
      caller_tail text COLLATE "C",
      record text NOT NULL,
      tallies text NOT NULL,
      facts text NOT NULL
    );
    CREATE UNIQUE INDEX ${index("call", "time")} ON ${name("call")} (started_at, id);
    CREATE INDEX ${index("call", "direction")} ON ${name("call")} (direction, started_at, id);
    CREATE INDEX ${index("call", "state")} ON ${name("call")} (state, started_at, id, direction);
    CREATE INDEX ${index("call", "lost_in")} ON ${name("call")} (lost_in, started_at, id);
    CREATE INDEX ${index("call", "caller")} ON ${name("call")} (caller_key, started_at, id);
    CREATE INDEX ${index("call", "caller_tail")} ON ${name("call")} (caller_tail, started_at, id, caller_key);
    CREATE TABLE ${name("place")} (
      role text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      started_at bigint NOT NULL,
      id text COLLATE "C" NOT NULL,
      nr bigint NOT NULL,
      state text COLLATE "C" NOT NULL,
      PRIMARY KEY (role, number, started_at, id)
    );
    CREATE INDEX ${index("place", "state")} ON ${name("place")} (role, number, state, started_at, id, nr);
    CREATE TABLE ${name("tally")} (
      kind text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      at bigint NOT NULL,
      key text COLLATE "C" NOT NULL,
      n integer NOT NULL,
      outcome text NOT NULL,
      wait bigint,
      talk bigint,
      PRIMARY KEY (kind, number, at, key, n)
    );
    CREATE INDEX ${index("tally", "time")} ON ${name("tally")} (kind, at, key, n) INCLUDE (number, outcome, wait, talk);
    CREATE TABLE ${name("met")} (
      number text COLLATE "C" NOT NULL,
      nr bigint NOT NULL,
      PRIMARY KEY (number, nr)
    );
    CREATE TABLE ${name("reading")} (
      number text COLLATE "C" PRIMARY KEY,
      kind text,
      ring_strategy text NOT NULL
    );
    CREATE TABLE ${name("rereading")} (
      number text COLLATE "C" PRIMARY KEY,
      below bigint NOT NULL
    );
  `;
}
