import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-at-signal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "[F1] ended by %s in the middle of a round, the command leaves no folder",
  async (signal, wanted) => {
    const program = join(import.meta.dirname, "../main.ts");
    const child = spawn(process.execPath, [program, "--only", "stop", "--times", "1"], {
      env: { ...process.env, TMPDIR: folder },
      stdio: "ignore",
    });
    const exited = once(child, "exit");
    const left = () => readdirSync(folder).filter((name) => name.startsWith("ringside-faults-"));
    await expect.poll(() => left().length, { timeout: 20_000 }).toBe(1);
    child.kill(signal);
    expect([await exited, left()]).toEqual([[wanted, null], []]);
  },
  60_000,
);
