import { expect, test } from "vitest";
import { agentStatus, liveCall, queueStatus } from "#lib/testing/board-records.ts";
import { unlistedNumbers } from "./unlisted-numbers.ts";

test("[D40] the directory is old as long as the board shows a number it does not have", () => {
  const board = {
    queues: [queueStatus({ queue: "820" })],
    agents: [agentStatus({ extension: "117" })],
    calls: [liveCall({ ivr: "800", queue: "821", ringing: ["202", "117"], agent: null })],
  };
  expect(unlistedNumbers(board, new Set())).toEqual(["117", "202", "800", "820", "821"]);
  expect(unlistedNumbers(board, new Set(["117", "800", "820"]))).toEqual(["202", "821"]);
  expect(unlistedNumbers(board, new Set(["117", "202", "800", "820", "821", "9"]))).toEqual([]);
});
