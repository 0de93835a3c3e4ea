import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { z } from "zod";
import { type AuditEntry, auditKinds, auditThings, revealReasons, whoOf } from "#lib/access/audit-entry.ts";
import type { Clock } from "#server/clock.ts";
import { openAccessDatabase } from "./access-database.ts";
import { type Audit, AuditUnavailable } from "./audit.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Thirteen months, of whatever length. */
export const AUDIT_KEEP_MS = 397 * DAY_MS;

/** Not even a fault of the app changes an entry, or takes away one that is not too old. */
const SCHEMA = `
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
`;

const COLUMNS =
  "seq, at, who_id AS whoId, who_name AS whoName, who_role AS whoRole, address, kind, " +
  "about_of AS aboutOf, about_id AS aboutId, about_name AS aboutName, reason";

/** @param path of the access database. Throws `StartError`. */
export function createSqliteAudit(path: string, clock: Clock): Audit {
  const database = openAccessDatabase(path);
  database.exec(SCHEMA);
  const insert = database.prepare(
    `INSERT INTO audit (at, who_id, who_name, who_role, address, kind, about_of, about_id, about_name, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const forget = database.prepare("DELETE FROM audit WHERE at < ?");
  const people = database.prepare(
    `SELECT who_id AS id, who_name AS name, max(seq) FROM audit
     WHERE who_id IS NOT NULL AND who_name IS NOT NULL AND at >= ? GROUP BY who_id ORDER BY lower(who_name), who_id`,
  );

  return {
    async note({ by, address, kind, about, reason }) {
      const who = whoOf(by, address);
      const at = clock.now();
      available(() => {
        const thing = [about?.of ?? null, about?.id ?? null, about?.name ?? null];
        insert.run(at, who.id, who.name, who.role, who.address, kind, ...thing, reason ?? null);
        forget.run(at - AUDIT_KEEP_MS);
      });
    },
    async list(before, limit, { who, kind, from, to }) {
      const oldest = clock.now() - AUDIT_KEEP_MS;
      const conditions: readonly (readonly [string, string | number | undefined])[] = [
        ["at >= ?", Math.max(from ?? oldest, oldest)],
        ["at < ?", to],
        ["seq < ?", before ?? undefined],
        ["who_id = ?", who],
        ["kind = ?", kind],
      ];
      const given = conditions.flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]));
      const where = given.map(({ text }) => text).join(" AND ");
      const values = given.map(({ value }) => value);
      return available(() => selected(database, where, [...values, limit]).map(entryOf));
    },
    async people() {
      const rows = available(() => people.all(clock.now() - AUDIT_KEEP_MS));
      return rows.map((row) => personRow.parse(row));
    },
    close: () => database.close(),
  };
}

function selected(database: DatabaseSync, where: string, values: readonly (string | number)[]) {
  return database.prepare(`SELECT ${COLUMNS} FROM audit WHERE ${where} ORDER BY seq DESC LIMIT ?`).all(...values);
}

function available<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new AuditUnavailable("The audit log cannot be used.", { cause });
  }
}

const maybeText = z.string().nullable();

const auditRow = z.object({
  seq: z.number(),
  at: z.number(),
  whoId: maybeText,
  whoName: maybeText,
  whoRole: z.enum(["admin", "supervisor", "agent", "screen", "open"]).nullable(),
  address: z.string(),
  kind: z.enum(auditKinds),
  aboutOf: z.enum(auditThings).nullable(),
  aboutId: maybeText,
  aboutName: maybeText,
  reason: z.enum(revealReasons).nullable(),
});

const personRow = z.object({ id: z.string(), name: z.string() });

function entryOf(row: Record<string, SQLOutputValue>): AuditEntry {
  const { seq, at, kind, reason, address, ...rest } = auditRow.parse(row);
  const about = rest.aboutOf && { of: rest.aboutOf, id: rest.aboutId ?? "", name: rest.aboutName };
  return { seq, at, kind, about, reason, who: { id: rest.whoId, name: rest.whoName, role: rest.whoRole, address } };
}
