import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Board } from "#lib/board/board.ts";
import { readConfig } from "#server/config/config.ts";
import { createLogger } from "#server/log.ts";
import { StartError } from "#server/start-error.ts";
import { createDemo, type DemoOptions } from "./demo.ts";
import type { Reply } from "./sender.ts";
import { systemTimer } from "./timer.ts";

/** A temporary folder of the test's own, so that demos elsewhere on the machine do not count. */
function ownTemporaryFolder(): () => string[] {
  const folder = mkdtempSync(join(tmpdir(), "ringside-test-"));
  vi.stubEnv("TMPDIR", folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return () => readdirSync(folder);
}

function demoOf(options: DemoOptions) {
  const troubles: Reply[] = [];
  const demo = createDemo(
    { ...readConfig({ HOST: "127.0.0.1", RINGSIDE_ACCESS: "open", RINGSIDE_TIME_ZONE: "UTC" }), port: 0 },
    options,
    {
      timer: systemTimer,
      onTrouble: (reply) => troubles.push(reply),
      overrides: { pages: false, log: createLogger("silent") },
    },
  );
  onTestFinished(demo.stop);
  return { demo, troubles };
}

test("[S10] a demo begins with hours behind it, lives on, and leaves nothing", async () => {
  const folders = ownTemporaryFolder();
  const { demo, troubles } = demoOf({ queues: 2, agents: 4, callsPerHour: 30, port: null });
  const { url } = await demo.start();
  expect(folders()).toHaveLength(1);

  const board = (await (await fetch(`${url}/api/board`)).json()) as Board;
  const { calls } = (await (await fetch(`${url}/api/calls?limit=500`)).json()) as { calls: { startedAt: string }[] };
  const starts = calls.map(({ startedAt }) => Date.parse(startedAt));
  expect(troubles).toEqual([]);
  expect(Math.abs(Date.parse(board.at) - Date.now())).toBeLessThan(2_000);
  expect(calls.length).toBeGreaterThan(40);
  expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThan(2 * 60 * 60_000);
  expect(board.queues.every(({ name }) => name !== null)).toBe(true);
  expect(board.agents.every(({ name }) => name !== null)).toBe(true);

  await demo.stop();
  expect(folders()).toEqual([]);
});

test("[S10] a big office has less of a past, and is as live", async () => {
  const { demo, troubles } = demoOf({ queues: 30, agents: 200, callsPerHour: 3286, port: null });
  const { url } = await demo.start();
  const board = (await (await fetch(`${url}/api/board`)).json()) as Board;
  // Not today's counts: just after midnight most of the past is yesterday's.
  const { calls } = (await (await fetch(`${url}/api/calls?limit=1000`)).json()) as { calls: unknown[] };
  expect(troubles).toEqual([]);
  expect(calls.length).toBeGreaterThan(500);
  expect(board.agents.some(({ state }) => state === "talking")).toBe(true);
});

test("[S10] a board that cannot be served says so, and leaves nothing", async () => {
  const folders = ownTemporaryFolder();
  const { demo } = demoOf({ queues: 2, agents: 4, callsPerHour: 30, port: null });
  const { url } = await demo.start();
  const second = demoOf({ queues: 2, agents: 4, callsPerHour: 30, port: Number(new URL(url).port) });
  await expect(second.demo.start()).rejects.toThrow(StartError);
  expect(folders()).toHaveLength(1);
  await demo.stop();
  expect(folders()).toEqual([]);
});
