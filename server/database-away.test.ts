import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { trialConfig } from "./config/trial-config.ts";
import { commonWord, firstAdmin, openClosedOffice, openOffice, postTo } from "./http/office-under-test.ts";
import { wholeRouteTable } from "./http/routes-under-test.ts";
import { startPostgres } from "./postgres/postgres-under-test.ts";

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
});

const credentials = { email: firstAdmin.email, password: firstAdmin.password };

test("[L410] while the database is away whoever signs in, and whatever route is asked, is told to come again; nothing is a fault of the server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ringside-away-"));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres();
  endings.push(postgres.remove);
  const office = await openClosedOffice(folder, {}, { databaseUrl: await postgres.createDatabase("away") });
  endings.push(office.stop);
  const { admin } = office;
  const stranger = { cookie: `ringside-session=${"x".repeat(43)}` };
  await postgres.stop();

  const asked = [
    await postTo(office.url, "/api/sign-in", credentials),
    await postTo(office.url, "/api/sign-out", {}, stranger),
    await admin.post("/api/password", { current: firstAdmin.password, next: commonWord }),
    await admin.post("/api/sessions/revoke", { mine: true }),
    await admin.post("/api/accounts/remove", { id: "any" }),
  ];
  expect(asked.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual(
    asked.map(() => [503, expect.stringMatching(/^\d+$/)]),
  );
  expect(asked[0]?.body.detail).toMatch(/out of reach/);

  const faults: string[] = [];
  for (const { path, methods } of await wholeRouteTable()) {
    for (const method of Object.keys(methods)) {
      for (const cookie of [admin.cookie, stranger.cookie]) {
        const headers = { cookie, origin: office.url, "content-type": "application/json" };
        const body = method === "POST" ? "{}" : null;
        const { status } = await fetch(`${office.url}${path.replace("*", "any")}`, { method, headers, body });
        if (status === 500) faults.push(`${method} ${path}`);
      }
    }
  }
  expect(faults).toEqual([]);

  await postgres.start();
  await expect.poll(async () => (await postTo(office.url, "/api/sign-in", credentials)).status).toBe(200);
});

test("[J31] a database that goes away during a start ends it with a sentence, or not at all", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ringside-away-"));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres();
  endings.push(postgres.remove);
  const databaseUrl = await postgres.createDatabase("cut");
  const knife = new Client({ connectionString: databaseUrl });
  await knife.connect();
  endings.push(() => knife.end());
  const others = "FROM pg_stat_activity WHERE datname = 'cut' AND pid <> pg_backend_pid()";
  for (const ms of [0, 30, 60, 90, 120, 150]) {
    const start = openOffice(folder, {}, { ...trialConfig, databaseUrl }).then(
      (office) => office.stop(),
      (cause: Error) => cause,
    );
    await expect.poll(async () => (await knife.query(`SELECT ${others}`)).rowCount, { timeout: 20_000 }).not.toBe(0);
    await delay(ms);
    await knife.query(`SELECT pg_terminate_backend(pid) ${others}`);
    expect([undefined, "StartError"]).toContain((await start)?.name);
  }
});
