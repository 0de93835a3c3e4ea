import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missedCall } from "#lib/testing/missed-call.ts";
import { openOffice } from "#server/http/office-under-test.ts";

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-restore-command-"));
  data = join(folder, "data");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function command(name: "backup" | "restore", args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...args], {
    env: { ...process.env, RINGSIDE_DATA: data, RINGSIDE_TIME_ZONE: "UTC", INIT_CWD: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { stdout, stderr, code };
}

test("[E35] a backup by the command is restored by the command, by its name or its folder, and both tell what it holds", async () => {
  const office = await openOffice(data);
  await office.tell(...missedCall(10), ...missedCall(11));
  const made = await command("backup", []);
  const board = await office.get("/api/board");
  await office.stop();
  const path = made.stdout.trim();
  const name = path.split("/").at(-1) ?? "";
  const content = [
    expect.stringMatching(/^entries: {3}4, the last of 20.*Z; schema \d+$/),
    "board:     calls 0, queues 1, agents 0, missed 2",
    "that day:  inbound 2, answered 0, missed 2, abandonedInIvr 0, unknown 0, outbound 0, outboundAnswered 0",
    "accounts:  0",
    "checksums: every file is as it was written",
  ];
  expect([made.code, made.stderr.trim().split("\n")]).toEqual([0, content]);

  const verified = await command("backup", ["--verify", name]);
  expect([verified.code, verified.stdout, verified.stderr]).toEqual([0, made.stdout, made.stderr]);

  const restored = await command("restore", [name, "--to", "new"]);
  expect([restored.code, restored.stderr]).toEqual([0, ""]);
  expect(restored.stdout.trim().split("\n")).toEqual([...content, `restored:  ${join(folder, "new")}`]);
  const again = await openOffice(join(folder, "new"));
  expect({ ...(await again.get("/api/board")), at: "" }).toEqual({ ...board, at: "" });
  await again.stop();

  const unknown = await command("backup", ["--verify", "2026-01-02T03-04-05-678Z"]);
  expect([unknown.code, unknown.stderr]).toEqual([
    1,
    expect.stringMatching(
      /^There is no backup at \S+\/data\/backups\/2026-01\S+, nor at \S+; \S+\/data\/backups has \S+Z\.\n$/,
    ),
  ]);
  const elsewhere = await command("backup", ["--verify", join("data", "backups", name)]);
  expect([elsewhere.code, elsewhere.stdout]).toEqual([0, made.stdout]);

  const refused = await command("restore", [path]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`${data} holds data already: --replace`)]);
  const replaced = await command("restore", [path, "--replace"]);
  expect(replaced.code).toBe(0);
  expect(replaced.stdout).toMatch(/^replaced: {2}\S+backups\/replaced-\S+$/m);
}, 120_000);

test("[E35] what cannot be meant, is not there, or lies in a database of its own is told in a sentence", async () => {
  mkdirSync(join(folder, "empty"));
  const none = (named: string) =>
    `There is no backup at ${join(folder, named)}, nor at ${join(data, "backups", named)}; ${data}/backups has none: npm run -s backup makes one.\n`;
  const outcomes = await Promise.all([
    command("restore", []),
    command("restore", ["a", "b"]),
    command("restore", ["empty"]),
    command("restore", ["empty"], { DATABASE_URL: "postgres://x@127.0.0.1/x" }),
    command("backup", ["--verify", "empty"]),
    command("backup", [], { DATABASE_URL: "postgres://x@127.0.0.1/x" }),
    command("restore", ["--help"]),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 1, 1, 1, 1, 0]);
  expect(outcomes.map(({ stderr }) => stderr)).toEqual([
    expect.stringMatching(/^Name the backup, or its folder\. --help tells/),
    expect.stringMatching(/^Unexpected argument 'b'\./),
    none("empty"),
    expect.stringMatching(/^The journal is in the database of DATABASE_URL/),
    none("empty"),
    expect.stringMatching(/^The journal is in the database of DATABASE_URL/),
    "",
  ]);
});

test("[J11] of a file that is no journal no backup is made, which one sentence tells", async () => {
  mkdirSync(data);
  writeFileSync(join(data, "ringside.db"), "no database at all ".repeat(500));
  const { code, stderr } = await command("backup", []);
  expect([code, stderr]).toEqual([
    1,
    `No backup of ${join(data, "ringside.db")} can be made: file is not a database.\n`,
  ]);
});
