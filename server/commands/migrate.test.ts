import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missedCall } from "#lib/testing/missed-call.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { openOffice } from "#server/http/office-under-test.ts";
import { openAsEarlier } from "#server/journal/earlier-versions-under-test.ts";
import { journalSchema } from "#server/journal/postgres-schema.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import { migrate as bringUp, goBack, partVersion } from "#server/postgres/schema-version.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-migrate-command-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const migrate = (...args: readonly string[]) => migrateAt({}, args);

async function migrateAt(env: Record<string, string>, args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "migrate.ts"), ...args], {
    env: { ...process.env, RINGSIDE_DATA: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { stdout, stderr, code };
}

test("[J60] a journal goes back to what an earlier Ringside reads, by a command that makes a backup first, and forth again", async () => {
  const office = await openOffice(folder);
  await office.tell(...missedCall(10));
  await office.post("/api/contacts", { by: "Jana", number: "05552221133", name: "Somebody" });
  const before = await office.get("/api/board");
  expect(await migrate("--to", "1")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Another Ringside is running on \S+: stop it first\.\n$/),
  });
  await office.stop();
  expect((await migrate()).stdout).toMatch(/^schema: {4}3; this Ringside reads 1 to 3, and writes 3\n$/);
  expect(await migrate("--to", "9")).toMatchObject({
    code: 1,
    stderr: "There is no schema 9: this Ringside knows 1 to 3.\n",
  });
  expect(await migrate("--to", "3")).toMatchObject({ code: 0, stdout: expect.stringContaining("as it was") });
  expect(existsSync(join(folder, "backups"))).toBe(false);
  const { code, stdout } = await migrate("--to", "1");
  expect([code, stdout.split("\n").slice(1)]).toEqual([
    0,
    [
      expect.stringMatching(/^backup: {4}\S+\/backups\/\S+Z$/),
      "now:       schema 1",
      expect.stringMatching(/^accounts: /),
      "",
    ],
  ]);
  expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
  const earlier = openAsEarlier(join(folder, "ringside.db"), 1);
  expect(earlier.read()).toHaveLength(3);
  earlier.close();
  const again = await openOffice(folder);
  expect({ ...(await again.get("/api/board")), at: "" }).toEqual({ ...before, at: "" });
  await again.stop();
}, 120_000);

test("[J61] what cannot be meant, or is not there, is told in a sentence", async () => {
  const outcomes = await Promise.all([migrate("--to", "back"), migrate("2"), migrate(), migrate("--help")]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 1, 0]);
  expect(outcomes.map(({ stderr }) => stderr)).toEqual([
    expect.stringMatching(/^--to must be the number of a schema, such as 2, or/),
    expect.stringMatching(/^Unexpected argument '2'\./),
    expect.stringMatching(/^There is no journal in .*: RINGSIDE_DATA says where it is\.\n$/),
    "",
  ]);
});

/** What a later Ringside would bring the database to. */
const laterSchema = { ...journalSchema, steps: [...journalSchema.steps, "ALTER TABLE entry ADD COLUMN later text"] };

/** Ends connections, and waits until the database has seen it. */
async function leaveAll(databaseUrl: string, leave: () => Promise<void>): Promise<void> {
  await leave();
  const looker = new Client({ connectionString: databaseUrl });
  await looker.connect();
  const ours = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ringside'";
  while ((await looker.query(ours)).rowCount !== 0);
  await looker.end();
}

test("[J64] a database that a later Ringside brought up goes back to an earlier one by a command, with all that came since, and forth again", async () => {
  const databaseUrl = await createDatabaseUnderTest();
  const database = (...args: readonly string[]) => migrateAt({ DATABASE_URL: databaseUrl }, args);
  const later = async () => {
    const postgres = createPostgres(databaseUrl, createLogger("silent"));
    await bringUp(postgres, laterSchema);
    const [{ entries } = { entries: 0 }] = await postgres.query<{ entries: number }>(
      "SELECT count(later)::integer + count(*)::integer AS entries FROM entry",
    );
    await leaveAll(databaseUrl, postgres.close);
    return entries;
  };
  const open = () => openOffice(folder, {}, { ...trialConfig, databaseUrl });

  const office = await open();
  await office.tell(...missedCall(10));
  const before = await office.get("/api/board");
  expect(await database("--to", "journal=1")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^A Ringside is connected to the database .*: stop every server first\.\n$/),
  });
  await leaveAll(databaseUrl, office.stop);
  const own = "this Ringside makes journal 1, access 1, archive 1";
  expect((await database()).stdout).toBe(`schema:    journal 1, access 1, archive 1; ${own}\n`);

  expect(await later()).toBe(2);
  await expect(open()).rejects.toThrow(
    "of a later version of Ringside (journal 2, not 1). To go back, stop every server, and with the later Ringside run: npm run -s migrate -- --to journal=1",
  );
  expect(await database("--to", "journal=3")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("of version 2"),
  });
  expect(await database("--to", "1")).toMatchObject({ code: 1, stderr: expect.stringContaining("names a part") });
  expect(await database("--to", "journal=1")).toMatchObject({
    code: 0,
    stdout: `schema:    journal 2, access 1, archive 1; ${own}\nnow:       journal 1; a later Ringside that starts brings it up again\n`,
  });

  const earlier = await open();
  expect({ ...(await earlier.get("/api/board")), at: "" }).toEqual({ ...before, at: "" });
  await earlier.tell(...missedCall(11));
  await leaveAll(databaseUrl, earlier.stop);
  expect(await later()).toBe(4);
  expect((await database()).stdout).toContain("journal 2");
}, 120_000);

test("[J64] beyond the version whose servers can work with the tables there is no way back but a dump", async () => {
  const postgres = createPostgres(await createDatabaseUnderTest(), createLogger("silent"));
  await bringUp(postgres, laterSchema);
  await expect(goBack(postgres, { ...laterSchema, oldest: 2 }, 1)).rejects.toThrow("2 is the earliest that can");
  expect(await partVersion(postgres, "journal")).toEqual({ version: 2, made: 2 });
  await postgres.close();
});
