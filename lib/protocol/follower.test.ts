import { describe, expect, test } from "vitest";
import { blankBoard, siteOf } from "#lib/testing/board-records.ts";
import { type Follower, follow, newFollower, startConnection } from "./follower.ts";
import type { Heartbeat, ServerMessage, Snapshot } from "./messages.ts";

const board = blankBoard("2026-03-02T09:00:00.000Z");

type Sent = readonly [kind: ServerMessage["kind"], content: unknown];

function snapshot(version: number): Sent {
  const content: Snapshot = {
    epoch: "a",
    version,
    board,
    site: siteOf(),
    lastEventAt: null,
  };
  return ["snapshot", content];
}

function delta(from: number): Sent {
  return ["delta", { epoch: "a", from, to: from + 1, at: board.at, rev: from + 1, lastEventAt: null }];
}

function heartbeat(version: number): Sent {
  const rest = { protocol: 1, at: board.at, up: null, age: null, lastEventAt: null, build: "b" };
  const content: Heartbeat = { ...rest, epoch: "a", version };
  return ["heartbeat", content];
}

/** What became of each message: `ask` where a snapshot was asked for. */
function told(follower: Follower, messages: readonly Sent[]): readonly string[] {
  let now = follower;
  return messages.map(([kind, content]) => {
    const step = follow(now, kind, content);
    now = step.follower;
    if (step.ask) return "ask";
    return step.current ? "current" : "wait";
  });
}

const connected = startConnection(newFollower);

describe("a screen that follows the server", () => {
  test("[P1] a gap is asked about once, however many messages show it, and closed by the snapshot", () => {
    const messages = [snapshot(0), delta(0), delta(2), delta(3), heartbeat(4), delta(4), snapshot(5), delta(5)];
    expect(told(connected, messages)).toEqual([
      "current",
      "current",
      "ask",
      "wait",
      "wait",
      "wait",
      "current",
      "current",
    ]);
  });

  test("[P1] a lost last delta shows at the next heartbeat", () => {
    expect(told(connected, [snapshot(0), heartbeat(0), heartbeat(1)])).toEqual(["current", "current", "ask"]);
  });

  test("[P1] a snapshot that does not come is asked for again at every second heartbeat", () => {
    const messages = [snapshot(0), delta(1), heartbeat(2), heartbeat(2), heartbeat(2), heartbeat(2), delta(2)];
    expect(told(connected, messages)).toEqual(["current", "ask", "wait", "ask", "wait", "ask", "wait"]);
  });

  test("[P1] the snapshot a connection begins with is not asked for, unless it does not come", () => {
    expect(told(connected, [delta(0), heartbeat(1), heartbeat(1)])).toEqual(["wait", "wait", "ask"]);
  });

  test("[P1] what was shown before the connection broke is kept, and not taken for current", () => {
    const [kind, content] = snapshot(3);
    const { follower } = follow(connected, kind, content);
    const again = startConnection(follower);
    expect(again.replica).toBe(follower.replica);
    expect(told(again, [delta(4), snapshot(5)])).toEqual(["wait", "current"]);
  });

  test("[P3] a message that cannot be read counts as a gap, whatever it was", () => {
    const first = told(connected, [snapshot(0), ["delta", { epoch: "a", from: 0 }], ["delta", null], snapshot(2)]);
    expect(first).toEqual(["current", "ask", "wait", "current"]);
    expect(told(connected, [snapshot(0), ["snapshot", "<script>"]])).toEqual(["current", "ask"]);
    expect(told(connected, [snapshot(0), ["heartbeat", undefined]])).toEqual(["current", "ask"]);
  });

  test("[P5] an overtaken message proves nothing, and asks for nothing", () => {
    expect(told(connected, [snapshot(7), delta(5), snapshot(6), heartbeat(6)])).toEqual([
      "current",
      "wait",
      "wait",
      "wait",
    ]);
  });
});
