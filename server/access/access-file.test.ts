import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "#server/clock.ts";
import { firstAdmin, openClosedOffice } from "#server/http/office-under-test.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { AUDIT_KEEP_MS } from "./audit.ts";
import { hashPassword } from "./password-hash.ts";

/** The file as the first released version with accounts made it: its statements, word for word. */
const released = `
  CREATE TABLE "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null, "role" text not null, "extension" text, "mustChangePassword" integer not null);
  CREATE TABLE "session" ("id" text not null primary key, "expiresAt" date not null, "token" text not null unique, "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
  CREATE TABLE "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null);
  CREATE TABLE "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null);
  CREATE INDEX "session_userId_idx" on "session" ("userId");
  CREATE INDEX "account_userId_idx" on "account" ("userId");
  CREATE INDEX "verification_identifier_idx" on "verification" ("identifier");
  CREATE TABLE known_network (account_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE, network TEXT NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (account_id, network)) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who_id TEXT, who_name TEXT, who_role TEXT, address TEXT NOT NULL, kind TEXT NOT NULL, about_of TEXT, about_id TEXT, about_name TEXT, reason TEXT) STRICT;
  CREATE INDEX audit_at ON audit (at);
  CREATE INDEX audit_who ON audit (who_id, seq);
  CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
  CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit WHEN OLD.at >= (SELECT max(at) FROM audit) - ${AUDIT_KEEP_MS} BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
  CREATE TABLE screens (id TEXT PRIMARY KEY, token BLOB UNIQUE, name TEXT NOT NULL, board TEXT NOT NULL, look TEXT NOT NULL, expires_at INTEGER, approved_at INTEGER NOT NULL, approved_by TEXT NOT NULL, seen_at INTEGER, away_since INTEGER, status TEXT) STRICT;
  CREATE TABLE webhook_key ("is" TEXT PRIMARY KEY CHECK ("is" IN ('current', 'previous')), digest BLOB NOT NULL, length INTEGER NOT NULL, madeAt INTEGER NOT NULL, until INTEGER, lastUsedAt INTEGER, seenAt INTEGER) STRICT;
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-access-file-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Column {
  readonly place: string;
  readonly form: string;
  /** Whether a row can be put in by who knows nothing of it. */
  readonly optional: boolean;
}

function columnsOf(path: string): readonly Column[] {
  const database = new DatabaseSync(path);
  const found = database
    .prepare(
      `SELECT m.name || '.' || c.name AS place, c.type AS type, c."notnull" AS needed, c.dflt_value AS preset, c.pk AS pk
       FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY place`,
    )
    .all();
  database.close();
  return found.map(({ place, type, needed, preset, pk }) => ({
    place: `${place}`,
    form: `${type} ${needed} ${pk}`,
    optional: needed === 0 || preset !== null,
  }));
}

test("[J63] what a released version made of accounts, screens and keys is there as it was; the rest it can pass over", async () => {
  const old = join(folder, "old.db");
  new DatabaseSync(old).exec(released);
  const office = await openClosedOffice(folder);
  await office.stop();
  const now = new Map(columnsOf(join(folder, "access.db")).map((column) => [column.place, column]));
  const before = columnsOf(old);
  expect(before.map(({ place }) => [place, now.get(place)?.form])).toEqual(
    before.map(({ place, form }) => [place, form]),
  );
  const tables = new Set(before.map(({ place }) => place.split(".")[0]));
  const known = new Set(before.map(({ place }) => place));
  const added = [...now.values()].filter(({ place }) => tables.has(place.split(".")[0]) && !known.has(place));
  expect(added.filter(({ optional }) => !optional)).toEqual([]);
});

test("[J63] a file of that version lets in whom it knows", async () => {
  const database = new DatabaseSync(join(folder, "access.db"));
  database.exec(released);
  const { email, name, password } = firstAdmin;
  const now = new Date().toISOString();
  database
    .prepare(`INSERT INTO "user" VALUES ('u1', ?, ?, 1, NULL, ?, ?, 'admin', NULL, 0)`)
    .run(name, email, now, now);
  database
    .prepare(
      `INSERT INTO "account" VALUES ('a1', 'u1', 'credential', 'u1', NULL, NULL, NULL, NULL, NULL, NULL, ?, ?, ?)`,
    )
    .run(await hashPassword(password, { N: 2, r: 1, p: 1 }), now, now);
  database.exec(
    "INSERT INTO screens VALUES ('s1', x'00', 'Lobby', 'all', '{\"k\":null,\"theme\":\"system\",\"sound\":false}', NULL, 1, 'Ada', NULL, NULL, NULL)",
  );
  database.close();
  await createSqliteJournal(join(folder, "ringside.db"), systemClock).close();
  const office = await openClosedOffice(folder);
  expect((await office.admin.get("/api/screens")).screens).toMatchObject([{ id: "s1", name: "Lobby" }]);
  expect((await office.admin.get("/api/accounts")).accounts).toHaveLength(1);
  await office.stop();
});
