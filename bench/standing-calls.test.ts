import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { standingAgents, standingCalls } from "./standing-calls.ts";

test("[Q7] standing calls are all alive, half of them waiting, half talking, each to an agent of its own", () => {
  const at = Date.parse("2026-03-02T11:00:00Z");
  const settings = { ...defaultSettings, directory: standingAgents(100) };
  const told = standingCalls(100, { queues: ["820", "821"], since: at, until: at + 60_000 });
  const state = told.reduce(
    (board, one) => foldEntry(board, { seq: board.rev + 1, at: one.at, delivery: one.delivery }),
    emptyBoard(settings, at),
  );
  const { calls, agents, queues } = viewBoard(state);
  expect(state.now).toBeLessThan(at + 60_000);
  expect(calls.filter((call) => call.state === "queued")).toHaveLength(50);
  expect(calls.filter((call) => call.state === "answered")).toHaveLength(50);
  expect(agents.filter((agent) => agent.state === "talking")).toHaveLength(50);
  expect(queues.map((queue) => [queue.queue, queue.waiting + queue.talking])).toEqual([
    ["820", 50],
    ["821", 50],
  ]);
});
