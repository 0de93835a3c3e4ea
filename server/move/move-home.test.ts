import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { QueryResultRow } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Board } from "#lib/board/board.ts";
import { type App, createApp } from "#server/app.ts";
import { accessPath, journalPath } from "#server/config/data-folder.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { keyFileIn } from "#server/config/webhook-key.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres, type PostgresValue } from "#server/postgres/postgres.ts";
import { StartError } from "#server/start-error.ts";
import { moveHome } from "./move-home.ts";

const log = createLogger("silent");
const password = "plum kettle orbit seven";
const admin = { name: "Ada", email: "ada@north.example", password };

let folder: string;
let databaseUrl: string;
let postgres: Postgres;
let apps: App[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-move-"));
  databaseUrl = await createDatabaseUnderTest();
  postgres = createPostgres(databaseUrl, log);
  apps = [];
});
afterEach(async () => {
  for (const app of apps) await app.stop();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A closed server, with an account and a key of its own making. */
async function start(where: { readonly dataFolder: string; readonly databaseUrl: string | null }) {
  const config = {
    ...trialConfig,
    ...where,
    access: "closed",
    webhookKey: null,
    accounts: { secret: null, admin },
  } as const;
  const app = createApp(config, { pages: false, log, passwordCost: { N: 2, r: 1, p: 1 } });
  apps.push(app);
  return { app, ...(await app.start()) };
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: admin.email, password }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}

async function get(url: string, path: string, cookie: string): Promise<Response> {
  return fetch(`${url}${path}`, { headers: { cookie } });
}

/** A folder that a server has worked on: calls, acts, what nobody understood, people, screens, audit. */
async function lived(): Promise<{ readonly cookie: string; readonly board: Board }> {
  const { app, url } = await start({ dataFolder: folder, databaseUrl: null });
  const key = keyFileIn(folder).read();
  const cookie = await signIn(url);
  const tell = async (query: string) => (await fetch(`${url}/api/webhook/${key}?${query}`)).status;
  for (let n = 10; n < 30; n += 1) {
    const call = `callerid=4207748526${n}&did=&id=230102104542_${n}-0`;
    expect(await tell(`event=ringing&user=804&usertype=queue&${call}`)).toBe(200);
    expect(await tell(`event=incoming&user=804&finishtype=Missed&transfer=False&${call}`)).toBe(200);
  }
  expect(await tell("nobody understands \u0000 %00 this")).toBe(400);
  const headers = { "content-type": "application/json", origin: url, cookie };
  const act = (path: string, body: object) =>
    fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const named = await act("/api/directory", {
    by: "-",
    put: [{ number: "804", kind: "queue", name: "S\u0000ales" }],
    gone: [],
  });
  expect(named.status).toBe(200);
  const board = (await (await get(url, "/api/board", cookie)).json()) as Board;
  await app.stop();
  return { cookie, board };
}

test("[J45] a server on the database goes on where the folder's ended: board, calls, accounts, sessions, the webhook's key", async () => {
  const { cookie, board } = await lived();
  const moved = await moveHome(folder, postgres, log);
  expect(moved.journal).toMatchObject({ entries: 42, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(moved.tables).toMatchObject({ user: 1, account: 1, session: 1, webhook_key: 1 });
  const { url } = await start({ dataFolder: join(folder, "another"), databaseUrl });
  const answer = await get(url, "/api/board", cookie);
  expect(answer.status).toBe(200);
  const { at: _now, rev: _rev, ...there } = (await answer.json()) as Board;
  const { at: _then, rev: _before, ...here } = board;
  expect(there).toEqual(here);
  expect((await (await get(url, "/api/calls", cookie)).json()).calls).toHaveLength(20);
  expect((await (await get(url, "/api/audit", cookie)).json()).entries.length).toBeGreaterThan(0);
  await signIn(url);
});

test("[J45] it refuses a folder that a server runs on, one without a journal, and a database that is not empty", async () => {
  await expect(moveHome(folder, postgres, log)).rejects.toThrow(/There is no journal in/);
  const { app } = await start({ dataFolder: folder, databaseUrl: null });
  await expect(moveHome(folder, postgres, log)).rejects.toThrow(/Another Ringside is running/);
  await app.stop();
  await lived();
  await moveHome(folder, postgres, log);
  await expect(moveHome(folder, postgres, log)).rejects.toThrow(/has a journal already/);
  expect(existsSync(journalPath(folder))).toBe(true);
});

test("[J49] of two folders that are moved into one database at once one arrives, and the other is told so", async () => {
  await lived();
  const other = `${folder}-other`;
  cpSync(folder, other, { recursive: true });
  const moves = await Promise.allSettled([folder, other].map((from) => moveHome(from, postgres, log)));
  rmSync(other, { recursive: true });
  const refused = moves.flatMap((move) => (move.status === "rejected" ? [move.reason] : []));
  expect(refused).toEqual([expect.any(StartError)]);
  expect(String(refused)).toMatch(/filled the database of DATABASE_URL meanwhile|has a journal already/);
});

test("[J49] a move that another came before, after this one had looked, is told of the journal there", async () => {
  await lived();
  const other = `${folder}-other`;
  cpSync(folder, other, { recursive: true });
  let looks = 0;
  const late: Postgres = {
    ...postgres,
    async query<Row extends QueryResultRow>(sql: string, values?: readonly PostgresValue[]) {
      const rows = await postgres.query<Row>(sql, values);
      if (sql.includes("FROM entry")) {
        looks += 1;
        await moveHome(other, postgres, log);
      }
      return rows;
    },
  };
  await expect(moveHome(folder, late, log)).rejects.toThrow(/has a journal already/);
  expect(looks).toBe(1);
  rmSync(other, { recursive: true });
});

test("[J45] it refuses a database that a server was started on, though nobody has told it anything", async () => {
  await lived();
  const { app } = await start({ dataFolder: join(folder, "another"), databaseUrl });
  await app.stop();
  await postgres.query('DELETE FROM "audit"');
  await postgres.query('DELETE FROM "account"');
  await postgres.query('DELETE FROM "user"');
  await expect(moveHome(folder, postgres, log)).rejects.toThrow(/a server was started on already/);
});

test("[J45] a database that goes away in the midst of it ends it with a sentence", async () => {
  await lived();
  const cut = () => Promise.reject(new Error("Connection terminated unexpectedly"));
  await expect(moveHome(folder, { ...postgres, transaction: cut }, log)).rejects.toThrow(/went away/);
});

test("[J45] control: a row that arrives otherwise is found out, and then nothing has arrived", async () => {
  await lived();
  const file = new DatabaseSync(accessPath(folder));
  // No text of PostgreSQL holds this character.
  file.prepare("UPDATE user SET name = ?").run("A\u0000da");
  file.close();
  await expect(moveHome(folder, postgres, log)).rejects.toThrow();
  expect(await postgres.query("SELECT 1 FROM entry LIMIT 1")).toEqual([]);
  expect(await postgres.query('SELECT 1 FROM "user" LIMIT 1')).toEqual([]);
});
