import { expect, test } from "vitest";
import { agentStatus, before, liveCall, noon } from "#lib/testing/board-records.ts";
import { agentLines, countAgents } from "./agent-lines.ts";
import { floorSince, floorState, groupCalls } from "./floor-calls.ts";

const now = Date.parse(noon);

test("[O30] calls stand by queue, then callers in none, then what agents dialled, oldest first", () => {
  const calls = [
    liveCall({ id: "late", queue: "820", waitingSince: before(10) }),
    liveCall({ id: "out", direction: "outbound", state: "dialing", queue: null }),
    liveCall({ id: "menu", state: "ivr" }),
    liveCall({ id: "other", queue: "99", waitingSince: before(5) }),
    liveCall({ id: "early", queue: "820", waitingSince: before(90) }),
  ];
  const groups = groupCalls(calls, "queue").map((group) => [
    group.of,
    group.queue,
    ...group.calls.map((call) => call.id),
  ]);
  expect(groups).toEqual([
    ["queue", "99", "other"],
    ["queue", "820", "early", "late"],
    ["no-queue", null, "menu"],
    ["outbound", null, "out"],
  ]);
});

test("[O30] by age, who waits stands first and who may be gone last", () => {
  const calls = [
    liveCall({ id: "talks", state: "answered", stateSince: before(900) }),
    liveCall({ id: "lost?", uncertain: true, waitingSince: before(4000) }),
    liveCall({ id: "waits", waitingSince: before(10) }),
  ];
  expect(groupCalls(calls, "age")[0]?.calls.map(({ id }) => id)).toEqual(["waits", "talks", "lost?"]);
  expect(groupCalls([], "age")).toEqual([]);
});

test("[O30] a doubt outweighs the state, and a transfer is news for ten seconds", () => {
  expect(floorState(liveCall({ state: "answered", uncertain: true }), now)).toBe("uncertain");
  expect(floorState(liveCall({ state: "transferred", stateSince: before(9) }), now)).toBe("transferred");
  expect(floorState(liveCall({ state: "transferred", stateSince: before(10) }), now)).toBe("talking");
  expect(floorSince(liveCall({ state: "ringing", waitingSince: before(50), stateSince: before(3) }))).toBe(before(50));
  expect(floorSince(liveCall({ state: "answered", waitingSince: before(50), stateSince: before(3) }))).toBe(before(3));
});

const all = { state: null, find: "" };
const extensions = (lines: ReturnType<typeof agentLines>) => lines.map(({ agent }) => agent.extension);

test("[O31] agents whose phones ring out stand on top, from the second time on; the rest by number", () => {
  const agents = ["101", "102", "103"].map((extension) => agentStatus({ extension }));
  const rangOut = [
    { extension: "102", count: 1, since: before(60) },
    { extension: "103", count: 2, since: before(60) },
  ];
  const lines = agentLines(agents, rangOut, now, all);
  expect(extensions(lines)).toEqual(["103", "101", "102"]);
  expect(lines.map(({ exception }) => exception)).toEqual([
    { kind: "rang-out", count: 2, since: before(60) },
    null,
    null,
  ]);
});

test("[O31] who is on a call is at the desk: what rang out before is over", () => {
  const agents = [agentStatus({ extension: "103", state: "talking", since: before(5) })];
  const lines = agentLines(agents, [{ extension: "103", count: 3, since: before(60) }], now, all);
  expect(lines[0]?.exception).toBeNull();
});

test("[O31] a talk is noted from 30 minutes on and stands on top from 45; a phone that rings longer than 25 s too", () => {
  const talks = (extension: string, minutes: number) =>
    agentStatus({ extension, state: "talking", since: before(minutes * 60) });
  const agents = [
    talks("101", 29),
    talks("102", 30),
    talks("103", 45),
    agentStatus({ extension: "104", state: "ringing", since: before(26) }),
    agentStatus({ extension: "105", state: "ringing", since: before(25) }),
  ];
  const lines = agentLines(agents, [], now, all);
  expect(extensions(lines)).toEqual(["103", "104", "101", "102", "105"]);
  expect(lines.map(({ exception }) => exception?.kind ?? null)).toEqual([
    "talks-long",
    "rings-long",
    null,
    "talks-long",
    null,
  ]);
  expect(agentLines(agents, [], null, all).every(({ exception }) => exception === null)).toBe(true);
});

test("[O31] agents are found by state, and by a part of name or extension", () => {
  const agents = [
    agentStatus({ extension: "101", name: "Ana Kovač" }),
    agentStatus({ extension: "210", name: null, state: "talking" }),
  ];
  expect(extensions(agentLines(agents, [], now, { state: "talking", find: "" }))).toEqual(["210"]);
  expect(extensions(agentLines(agents, [], now, { state: null, find: "KOV" }))).toEqual(["101"]);
  expect(extensions(agentLines(agents, [], now, { state: null, find: "21" }))).toEqual(["210"]);
  expect(countAgents(agents)).toEqual({ idle: 1, ringing: 0, talking: 1, dialing: 0 });
});
