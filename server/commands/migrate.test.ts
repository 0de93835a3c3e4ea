import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missedCall } from "#lib/testing/missed-call.ts";
import { openOffice } from "#server/http/office-under-test.ts";
import { openAsEarlier } from "#server/journal/earlier-versions-under-test.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-migrate-command-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function migrate(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "migrate.ts"), ...args], {
    env: { ...process.env, RINGSIDE_DATA: folder },
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
    stderr: expect.stringContaining("Another Ringside is running"),
  });
  await office.stop();
  expect((await migrate()).stdout).toMatch(/^schema: {4}3; this Ringside reads 1 to 3, and writes 3\n$/);
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
    expect.stringMatching(/^--to must be the number of a schema, such as 2\./),
    expect.stringMatching(/^Unexpected argument '2'\./),
    expect.stringMatching(/^There is no journal in .*: RINGSIDE_DATA says where it is\.\n$/),
    "",
  ]);
});
