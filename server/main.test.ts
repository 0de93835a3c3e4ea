import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-main-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(env: Record<string, string>): Promise<{ code: unknown; stderr: string }> {
  const main = join(import.meta.dirname, "main.ts");
  return new Promise((resolve) => {
    const options = { env: { ...process.env, RINGSIDE_DATA: folder, PORT: "0", ...env } };
    execFile(process.execPath, [main], options, (error, _, stderr) => resolve({ code: error?.code, stderr }));
  });
}

test("[H20] a start that cannot be is told in one sentence, with exit code 1", async () => {
  writeFileSync(join(folder, "directory.csv"), "number,kind,name\n117,robot,\n");
  const outcomes = await Promise.all([
    start({ PORT: "http" }),
    start({ RINGSIDE_ACCESS: "open", HOST: "0.0.0.0" }),
    start({ RINGSIDE_DATA: "/dev/null/data" }),
    start({}),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
  expect(outcomes.map(({ stderr }) => stderr)).toEqual([
    "PORT must be a port number, 0 to 65535.\n",
    "RINGSIDE_ACCESS=open is only possible on this machine itself, and HOST is 0.0.0.0.\n",
    expect.stringMatching(/^RINGSIDE_DATA cannot be used: .*\.\n$/),
    expect.stringMatching(/^.*directory\.csv, line 2: the entry is of no kind there is: ivr, queue, agent, group\.\n$/),
  ]);
});
