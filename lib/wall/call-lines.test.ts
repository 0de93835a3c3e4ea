import { expect, test } from "vitest";
import { before, liveCall } from "#lib/testing/board-records.ts";
import { callerLines } from "./caller-line.ts";
import { callLines } from "./live-calls.ts";

test("[W11] without queues: who waits first and longest, then menus, then talks, then what is uncertain", () => {
  const calls = [
    liveCall({ id: "talk", state: "transferred", agent: "117", stateSince: before(300) }),
    liveCall({ id: "lost", state: "queued", uncertain: true }),
    liveCall({ id: "menu", state: "ivr", stateSince: before(5) }),
    liveCall({ id: "new", state: "ringing", ringing: ["117"], waitingSince: before(4) }),
    liveCall({ id: "old", state: "queued", waitingSince: before(40) }),
    liveCall({ id: "out", state: "dialing", direction: "outbound", agent: "118", stateSince: before(3) }),
  ];
  const { lines, more } = callLines(calls, 8);
  expect(lines.map((line) => [line.id, line.state])).toEqual([
    ["old", "queued"],
    ["new", "ringing"],
    ["menu", "ivr"],
    ["talk", "talking"],
    ["out", "dialing"],
    ["lost", "uncertain"],
  ]);
  expect(more).toBe(0);
  expect(callLines(calls, 3)).toMatchObject({ lines: [{ id: "old" }, { id: "new" }], more: 4 });
});

test("[W11] one queue: its callers in the order in which they came, the next one first, the rest counted", () => {
  const calls = [
    liveCall({ id: "second", queue: "820", waitingSince: before(20) }),
    liveCall({ id: "other", queue: "821", waitingSince: before(90) }),
    liveCall({ id: "first", queue: "820", state: "ringing", ringing: ["117"], waitingSince: before(60) }),
    liveCall({ id: "talks", queue: "820", state: "answered", agent: "118" }),
    liveCall({ id: "third", queue: "820", waitingSince: before(1) }),
  ];
  const { lines, more } = callerLines(calls, "820", 3);
  expect(lines.map((line) => [line.place, line.id, line.ringing])).toEqual([
    [1, "first", ["117"]],
    [2, "second", []],
    [3, "third", []],
  ]);
  expect(more).toBe(0);
  expect(callerLines(calls, "820", 2)).toMatchObject({ lines: [{ id: "first" }], more: 2 });
});

test("[W21] what the wall shows of a call holds no name, and of the number what the server lets it know", () => {
  const shown = (caller: string) => {
    const call = liveCall({ queue: "820", caller, callerName: "Somebody Who Called" });
    const told = JSON.stringify([callLines([call], 8), callerLines([call], "820", 8)]);
    expect(told).not.toContain("Somebody");
    return callerLines([call], "820", 8).lines[0]?.number;
  };
  expect(shown("•••133")).toBe("•••133");
  expect(shown("•••")).toBeNull();
  expect(shown("")).toBeNull();
});
