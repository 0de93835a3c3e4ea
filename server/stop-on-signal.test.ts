import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { journalPath } from "./config/data-folder.ts";
import { openSqliteReader } from "./journal/sqlite-reader.ts";

const child = join(import.meta.dirname, "stop-on-signal.child.ts");
const key = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-signal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a server under load until the signal; what it acknowledged, and how it ended. */
async function runUntil(signal: NodeJS.Signals, deliveries: number) {
  const server = spawn(process.execPath, [child, folder, key], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(server, "exit");
  const [address] = await once(server.stdout, "data");
  const webhook = `${String(address).trim()}/api/webhook/${key}?event=parked&n=`;
  const acknowledged: number[] = [];
  let sent = 0;
  let signalledAt = 0;
  const send = async (): Promise<void> => {
    for (;;) {
      sent += 1;
      if (sent === deliveries) {
        signalledAt = performance.now();
        server.kill(signal);
      }
      const answer = await fetch(`${webhook}${sent}`).catch(() => null);
      if (answer === null) return;
      const rev = await answer.json().then(
        (body: { rev?: number }) => body.rev,
        () => undefined,
      );
      if (rev === undefined) return;
      acknowledged.push(rev);
    }
  };
  await Promise.all(Array.from({ length: 8 }, send));
  const [code, endedBy] = await exited;
  return { acknowledged, code, endedBy, took: performance.now() - signalledAt };
}

function journalled(): number[] {
  const reader = openSqliteReader(journalPath(folder));
  const seqs = reader.read(0, 1_000_000).map(({ seq }) => seq);
  reader.close();
  return seqs;
}

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "[H18] %s under load ends with 0, and nothing acknowledged is lost",
  async (signal) => {
    const { acknowledged, code, took } = await runUntil(signal, 200);
    expect(code).toBe(0);
    expect(took).toBeLessThan(5_000);
    expect(acknowledged.length).toBeGreaterThan(150);
    expect(new Set(journalled())).toEqual(new Set(Array.from({ length: Math.max(...acknowledged) }, (_, n) => n + 1)));
  },
);

test("[H18] a log that cannot be written, as on a terminal that is closed or a disk that is full, ends no server, and its stop is with 0", async () => {
  const full = openSync("/dev/full", "w");
  const server = spawn(process.execPath, [child, folder, key, "trace"], { stdio: ["ignore", "pipe", full] });
  closeSync(full);
  const exited = once(server, "exit");
  const told = new Promise((resolve) => server.stdout?.once("data", resolve));
  const address = await Promise.race([told, exited]);
  const answer = await fetch(`${String(address).trim()}/api/webhook/${key}?event=parked`);
  expect(await answer.json()).toMatchObject({ rev: 1 });
  server.kill("SIGHUP");
  expect(await exited).toEqual([0, null]);
});

test("[J8] SIGKILL under load loses nothing acknowledged", async () => {
  const { acknowledged, endedBy } = await runUntil("SIGKILL", 200);
  expect(endedBy).toBe("SIGKILL");
  const kept = new Set(journalled());
  expect(acknowledged.filter((rev) => !kept.has(rev))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(150);
});
