import { expect, test } from "vitest";
import { agentStatus, before, liveCall, queueStatus } from "#lib/testing/board-records.ts";
import { ringingPhones } from "./ringing.ts";

const queues = [queueStatus({ queue: "820", name: "Sales" })];

function rings(call: Parameters<typeof liveCall>[0] | null) {
  const agent = agentStatus({ extension: "117", state: "ringing", callId: "call" });
  const calls = call === null ? [] : [liveCall({ id: "call", ringing: ["117"], ...call })];
  return ringingPhones([agent], calls, queues)[0]?.for;
}

test("[W13] a ringing phone says for which queue it rings", () => {
  expect(rings({ state: "ringing", queue: "820" })).toEqual({ kind: "queue", queue: "820", name: "Sales" });
  expect(rings({ state: "ringing", queue: "899" })).toEqual({ kind: "queue", queue: "899", name: null });
});

test("[W13] without a queue it says for which line, and without a line that it is a direct call", () => {
  expect(rings({ state: "ringing", did: "Hotline" })).toEqual({ kind: "line", line: "Hotline" });
  expect(rings({ state: "ringing" })).toEqual({ kind: "direct" });
  expect(rings(null)).toEqual({ kind: "direct" });
});

test("[W13] a phone that rings while somebody talks rings for a transfer", () => {
  expect(rings({ state: "answered", agent: "204", queue: "820" })).toEqual({ kind: "transfer", from: "204" });
});

test("[W13] the phone that has rung longest stands first; phones that do not ring are not there", () => {
  const agents = [
    agentStatus({ extension: "101", state: "ringing", since: before(3) }),
    agentStatus({ extension: "102", state: "talking", since: before(99) }),
    agentStatus({ extension: "103", state: "ringing", since: before(9) }),
  ];
  expect(ringingPhones(agents, [], queues).map((phone) => phone.extension)).toEqual(["103", "101"]);
});
