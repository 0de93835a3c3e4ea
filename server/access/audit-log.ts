import { z } from "zod";
import { type AuditEntry, auditKinds, auditThings, revealReasons, whoOf } from "#lib/access/audit-entry.ts";
import type { Clock } from "#server/clock.ts";
import type { AccessDatabase } from "./access-database.ts";
import { AUDIT_KEEP_MS, type Audit, AuditUnavailable } from "./audit.ts";

const COLUMNS =
  'seq, at, who_id AS "whoId", who_name AS "whoName", who_role AS "whoRole", address, kind, ' +
  'about_of AS "aboutOf", about_id AS "aboutId", about_name AS "aboutName", reason';

/** @param database of its own: it is closed with the log */
export function createAudit(database: AccessDatabase, clock: Clock): Audit {
  return {
    async note({ by, address, kind, about, reason }) {
      const who = whoOf(by, address);
      const at = clock.now();
      const thing = [about?.of ?? null, about?.id ?? null, about?.name ?? null];
      await available(
        database.run(
          `INSERT INTO audit (at, who_id, who_name, who_role, address, kind, about_of, about_id, about_name, reason)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [at, who.id, who.name, who.role, who.address, kind, ...thing, reason ?? null],
        ),
      );
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
      const sql = `SELECT ${COLUMNS} FROM audit WHERE ${where} ORDER BY seq DESC LIMIT ?`;
      return (await available(database.all(sql, [...values, limit]))).map(entryOf);
    },
    async people() {
      const rows = await available(
        database.all(
          `SELECT who_id AS id, who_name AS name FROM audit WHERE seq IN (
             SELECT max(seq) FROM audit WHERE who_id IS NOT NULL AND who_name IS NOT NULL AND at >= ? GROUP BY who_id
           ) ORDER BY lower(who_name), who_id`,
          [clock.now() - AUDIT_KEEP_MS],
        ),
      );
      return rows.map((row) => personRow.parse(row));
    },
    async forgetOld(now) {
      // The database itself keeps what is younger than that before the newest.
      const sql = "DELETE FROM audit WHERE at < ? AND at < (SELECT max(at) FROM audit) - ?";
      await available(database.run(sql, [now - AUDIT_KEEP_MS, AUDIT_KEEP_MS]));
    },
    close: database.close,
  };
}

async function available<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
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

function entryOf(row: object): AuditEntry {
  const { seq, at, kind, reason, address, ...rest } = auditRow.parse(row);
  const about = rest.aboutOf && { of: rest.aboutOf, id: rest.aboutId ?? "", name: rest.aboutName };
  return { seq, at, kind, about, reason, who: { id: rest.whoId, name: rest.whoName, role: rest.whoRole, address } };
}
