/** The columns by which history is ordered stand at the end of every index, so that no page is sorted. */
export const ARCHIVE_TABLES = `
  CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL,
    rev INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE call (
    nr INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    direction TEXT NOT NULL,
    state TEXT NOT NULL,
    lost_in TEXT,
    caller_key TEXT,
    caller_tail TEXT,
    record TEXT NOT NULL,
    tallies TEXT NOT NULL,
    facts TEXT NOT NULL
  ) STRICT;
  -- Where a call was: the queues, the agents, and every id under which the feed told of it.
  CREATE TABLE place (
    role TEXT NOT NULL,
    number TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    nr INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (role, number, started_at, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tally (
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    at INTEGER NOT NULL,
    key TEXT NOT NULL,
    n INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    wait INTEGER,
    talk INTEGER,
    PRIMARY KEY (kind, number, at, key, n)
  ) STRICT, WITHOUT ROWID;
  -- Which calls are read again when a number turns out to be something else.
  CREATE TABLE met (
    number TEXT NOT NULL,
    nr INTEGER NOT NULL,
    PRIMARY KEY (number, nr)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reading (
    number TEXT PRIMARY KEY,
    kind TEXT,
    ring_strategy TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Numbers whose calls below \`below\` are still to be read again.
  CREATE TABLE rereading (
    number TEXT PRIMARY KEY,
    below INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

export const ARCHIVE_INDEXES = `
  CREATE UNIQUE INDEX call_time ON call (started_at, id);
  CREATE INDEX call_direction ON call (direction, started_at, id);
  CREATE INDEX call_state ON call (state, started_at, id, direction);
  CREATE INDEX call_lost_in ON call (lost_in, started_at, id);
  CREATE INDEX call_caller ON call (caller_key, started_at, id);
  CREATE INDEX call_caller_tail ON call (caller_tail, started_at, id, caller_key);
  CREATE INDEX place_state ON place (role, number, state, started_at, id, nr);
  CREATE INDEX tally_time ON tally (kind, at, key, n, number, outcome, wait, talk);
`;

/** Rises with the tables: a file of another version is made anew from the journal. */
export const ARCHIVE_VERSION = 1;
