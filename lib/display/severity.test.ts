import { expect, test } from "vitest";
import { queueStatus } from "#lib/testing/board-records.ts";
import { longestWaitLimit, missesServiceLevel, oldestCallBackLimit, severityOfAge, severityRank } from "./severity.ts";

test("[W7] a wait is watched from 60 s, critical from 120 s, and standing half an hour later", () => {
  const at = (seconds: number | null) => severityOfAge(seconds, longestWaitLimit);
  expect([null, 0, 59, 60, 119, 120, 120 + 1799, 120 + 1800].map(at)).toEqual([
    "normal",
    "normal",
    "normal",
    "watch",
    "watch",
    "critical",
    "critical",
    "standing",
  ]);
});

test("[W7] a call to return is watched from 15 min, critical from 60 min, standing from 90 min", () => {
  const at = (minutes: number) => severityOfAge(minutes * 60, oldestCallBackLimit);
  expect([14, 15, 59, 60, 89, 90].map(at)).toEqual(["normal", "watch", "watch", "critical", "critical", "standing"]);
});

test("[W7] a standing breach ranks with a fresh one", () => {
  expect(severityRank("standing")).toBe(severityRank("critical"));
  expect(severityRank("critical")).toBeGreaterThan(severityRank("watch"));
  expect(severityRank("watch")).toBeGreaterThan(severityRank("normal"));
});

test("[W8] a service level below 80 % is marked, but not on the strength of a few calls", () => {
  const queue = { serviceLevel: 0.79, answered: 9, missed: 1 };
  expect(missesServiceLevel(queueStatus(queue))).toBe(true);
  expect(missesServiceLevel(queueStatus({ ...queue, answered: 8 }))).toBe(false);
  expect(missesServiceLevel(queueStatus({ ...queue, serviceLevel: 0.8 }))).toBe(false);
  expect(missesServiceLevel(queueStatus({ ...queue, serviceLevel: null }))).toBe(false);
});
