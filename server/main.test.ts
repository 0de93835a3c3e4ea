import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-main-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(env: Record<string, string>, file = "main.ts"): Promise<{ code: unknown; stderr: string }> {
  const main = join(import.meta.dirname, file);
  return new Promise((resolve) => {
    const options = { env: { ...process.env, RINGSIDE_DATA: folder, PORT: "0", ...env } };
    execFile(process.execPath, [main], options, (error, _, stderr) => resolve({ code: error?.code, stderr }));
  });
}

test("[H20] a start that cannot be is told in one sentence, with exit code 1, or 78 where a variable cannot be used", async () => {
  writeFileSync(join(folder, "directory.csv"), "number,kind,name\n117,robot,\n");
  const outcomes = await Promise.all([
    start({ PORT: "http" }),
    start({ RINGSIDE_ACCESS: "open", HOST: "0.0.0.0" }),
    start({ RINGSIDE_DATA: "/dev/null/data" }),
    start({}),
    start({ PORT: "http", RINGSIDE_MASKING: "some" }),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([78, 78, 1, 1, 78]);
  expect(outcomes.map(({ stderr }) => stderr)).toEqual([
    "PORT must be a port number, 0 to 65535.\n",
    "RINGSIDE_ACCESS=open is only possible on this machine itself, and HOST is 0.0.0.0: set HOST=127.0.0.1.\n",
    expect.stringMatching(/^RINGSIDE_DATA cannot be used: .*\.\n$/),
    expect.stringMatching(/^.*directory\.csv, line 2: the entry is of no kind there is: ivr, queue, agent, group\.\n$/),
    "PORT must be a port number, 0 to 65535.\nRINGSIDE_MASKING must be none, last-three or all.\n",
  ]);
});

test("[H23] a start tells of a variable that is misspelt", async () => {
  const { stderr } = await start({ RINGSIDE_METRICS_TOKN: "hunter2", RINGSIDE_DATA: "/dev/null/data" });
  expect(stderr).toContain("RINGSIDE_METRICS_TOKN is no variable of Ringside and changes nothing");
  expect(stderr).toContain("is RINGSIDE_METRICS_TOKEN meant?");
  expect(stderr).not.toContain("hunter2");
});

test("[H32] nobody but the owner can read what is kept, though the folder was there before and is open to all", async () => {
  chmodSync(folder, 0o755);
  const env = { ...process.env, RINGSIDE_DATA: folder, PORT: "0" };
  const server = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], { env, stdio: "ignore" });
  const ended = once(server, "exit");
  const files = () => readdirSync(folder);
  await expect.poll(() => files().includes("calls.db"), { timeout: 20_000 }).toBe(true);
  // What SQLite keeps beside a file comes and goes.
  const modes = files().flatMap((name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return found === undefined ? [] : [[name, (found.mode & 0o077).toString(8)]];
  });
  server.kill("SIGKILL");
  await ended;
  expect(modes.map(([name]) => name)).toEqual(expect.arrayContaining(["ringside.db", "calls.db"]));
  expect(modes.filter(([, mode]) => mode !== "0")).toEqual([]);
}, 30_000);

test("[H700] the server of light passwords, which tests run, can be reached from its own machine alone", async () => {
  const { code, stderr } = await start({ HOST: "0.0.0.0" }, "light-main.child.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("a server of light passwords stays on its machine");
});
