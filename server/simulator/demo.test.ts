import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Board } from "#lib/board/board.ts";
import { readConfig } from "#server/config/config.ts";
import { createLogger } from "#server/log.ts";
import { createDemo } from "./demo.ts";
import type { Reply } from "./sender.ts";
import { systemTimer } from "./timer.ts";

// A thousand requests, each with its commit, on machines that do other things besides.
vi.setConfig({ testTimeout: 60_000 });

const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("ringside-demo-"));

test("[S10] a demo begins with hours behind it, lives on, and leaves nothing", async () => {
  const before = new Set(folders());
  const troubles: Reply[] = [];
  const demo = createDemo(
    { ...readConfig({ RINGSIDE_TIME_ZONE: "UTC" }), port: 0 },
    { queues: 2, agents: 4, callsPerHour: 30, port: null },
    {
      timer: systemTimer,
      onTrouble: (reply) => troubles.push(reply),
      overrides: { pages: false, log: createLogger("silent") },
    },
  );
  onTestFinished(demo.stop);
  const { url } = await demo.start();
  const mine = folders().filter((name) => !before.has(name));
  expect(mine).toHaveLength(1);

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
  expect(mine.some((name) => existsSync(`${tmpdir()}/${name}`))).toBe(false);
});
