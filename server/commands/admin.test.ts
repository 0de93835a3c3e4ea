import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditAnswer } from "#lib/protocol/api/audit-answers.ts";
import { firstAdmin, openClosedOffice } from "#server/http/office-under-test.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { readAdminOptions } from "./admin-options.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-admin-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Of the database that several servers share, where there is one. */
let databaseUrl: string | null;
beforeEach(() => {
  databaseUrl = null;
});

function admin(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const shared = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const options = { env: { ...process.env, RINGSIDE_DATA: folder, ...shared } };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, "admin.ts"), ...args], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test.each(["in a file", "in the database that servers share"])(
  "[L20] a lost password %s is replaced while the server runs, and the old sessions end",
  async (where) => {
    if (where !== "in a file") databaseUrl = await createDatabaseUnderTest();
    const office = await openClosedOffice(folder, {}, { databaseUrl });
    expect(await admin("--list")).toEqual({ code: 0, stdout: `${firstAdmin.email}\tadmin\tAda First\n`, stderr: "" });
    const { code, stdout } = await admin("--reset", firstAdmin.email.toUpperCase());
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\n$/)]);
    const whoIsIt = async () => (await office.admin.get("/api/session")).who.is;
    await expect.poll(whoIsIt, { timeout: 10_000 }).toBe("nobody");
    const again = await office.signIn(firstAdmin.email, stdout.trim());
    expect((await again.get("/api/session")).who.mustChangePassword).toBe(true);
    await again.post("/api/password", { current: stdout.trim(), next: "a way of one's own" });
    const { entries } = auditAnswer.parse(await again.get("/api/audit?kind=password-set"));
    expect(entries.map(({ who, about }) => [who.role, about?.name])).toEqual([
      ["admin", firstAdmin.name],
      ["open", firstAdmin.name],
    ]);
    await office.stop();
  },
  30_000,
);

test("[L20] who has no account, or no data, is told so", async () => {
  expect(await admin("--list")).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There are no accounts in /) });
  databaseUrl = await createDatabaseUnderTest();
  expect(await admin("--list")).toMatchObject({
    code: 1,
    stderr: "There are no accounts in the database that DATABASE_URL leads to.\n",
  });
  databaseUrl = "postgres://nobody@127.0.0.1:1/none";
  expect(await admin("--list")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^DATABASE_URL cannot be used/),
  });
  databaseUrl = null;
  await (await openClosedOffice(folder)).stop();
  expect(await admin("--reset", "who@office.example")).toEqual({
    code: 1,
    stdout: "",
    stderr: "Nobody has an account with that email; --list tells who has one.\n",
  });
}, 30_000);

test("[L20] one thing at a time is asked of it", () => {
  expect(readAdminOptions([]).kind).toBe("problem");
  expect(readAdminOptions(["--list", "--reset", "a@b"]).kind).toBe("problem");
  expect(readAdminOptions(["--help"]).kind).toBe("help");
});
