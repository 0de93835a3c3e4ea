import { AUDIT_KEEP_MS } from "./audit.ts";

/**
 * Of the file, but for those that the library of accounts makes. Not even a fault of the app changes an entry of the audit
 * log, or takes away one that is not too old.
 */
export const keptTables = `
  CREATE TABLE IF NOT EXISTS known_network (
    account_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, network)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who_id TEXT,
    who_name TEXT,
    who_role TEXT,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    about_of TEXT,
    about_id TEXT,
    about_name TEXT,
    reason TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS audit_at ON audit (at);
  CREATE INDEX IF NOT EXISTS audit_who ON audit (who_id, seq);
  CREATE TRIGGER IF NOT EXISTS audit_unchanged BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
  CREATE TRIGGER IF NOT EXISTS audit_undeleted BEFORE DELETE ON audit
    WHEN OLD.at >= (SELECT max(at) FROM audit) - ${AUDIT_KEEP_MS}
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

  CREATE TABLE IF NOT EXISTS screens (
    id TEXT PRIMARY KEY,
    token BLOB UNIQUE,
    name TEXT NOT NULL,
    board TEXT NOT NULL,
    look TEXT NOT NULL,
    expires_at INTEGER,
    approved_at INTEGER NOT NULL,
    approved_by TEXT NOT NULL,
    seen_at INTEGER,
    away_since INTEGER,
    status TEXT
  ) STRICT;

  CREATE TABLE IF NOT EXISTS webhook_key (
    "is" TEXT PRIMARY KEY CHECK ("is" IN ('current', 'previous')),
    digest BLOB NOT NULL,
    length INTEGER NOT NULL,
    madeAt INTEGER NOT NULL,
    until INTEGER,
    lastUsedAt INTEGER,
    seenAt INTEGER
  ) STRICT;
`;

export const fleetingTables = `
  CREATE TABLE pairing (
    code TEXT PRIMARY KEY,
    secret BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    screen_id TEXT
  ) STRICT;
  CREATE INDEX pairing_expires ON pairing (expires_at);

  CREATE TABLE sign_in_count (
    key TEXT PRIMARY KEY,
    tries INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    open_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sign_in_count_last ON sign_in_count (last_at);
`;
