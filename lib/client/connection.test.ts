import { describe, expect, test } from "vitest";
import type { Heartbeat, ServerMessage, Snapshot } from "#lib/protocol/messages.ts";
import { blankBoard, siteOf } from "#lib/testing/board-records.ts";
import { createLossyLink, type ServerEnd } from "#lib/testing/lossy-link.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import type { BoardLink } from "./board-link.ts";
import { keepConnected } from "./connection.ts";
import type { LineListener } from "./line.ts";

const start = Date.parse("2026-03-02T09:00:00.000Z");

const board = blankBoard("2026-03-02T08:00:00.000Z");

const snapshot: Snapshot = {
  epoch: "a",
  version: 0,
  board,
  site: siteOf(),
  lastEventAt: null,
};

/** A screen on a link of its own, and a server that says what the test says. */
function createScreen(parts: { random?: number; greeting?: unknown } = {}) {
  const { random = 0, greeting = snapshot } = parts;
  const time = createVirtualTime(start);
  const connections: { readonly at: number; readonly end: ServerEnd; readonly heard: string[] }[] = [];
  const dialled: number[] = [];
  const updates: Partial<BoardLink>[] = [];
  let known: Partial<BoardLink> = {};
  const listeners: LineListener[] = [];
  const led: string[] = [];
  const link = createLossyLink({
    time,
    random: () => 1,
    accept(end) {
      const heard: string[] = [];
      connections.push({ at: time.now() - start, end, heard });
      end.send("snapshot", greeting);
      return { heard: (name) => heard.push(name), leave: () => {} };
    },
  });
  const stop = keepConnected({
    dial(listener) {
      dialled.push(time.now() - start);
      listeners.push(listener);
      return link.dial(listener);
    },
    update(change) {
      updates.push(change);
      known = { ...known, ...change };
    },
    heard: () => {},
    dismissed: (to) => led.push(to),
    now: time.now,
    random: () => random,
    after: time.after,
  });
  const heartbeat = (fields: Partial<Heartbeat> = {}): Heartbeat => ({
    protocol: 1,
    epoch: "a",
    version: 0,
    at: new Date(time.now()).toISOString(),
    lastEventAt: null,
    build: "b",
    ...fields,
  });
  const send = (kind: ServerMessage["kind"], content: unknown) => connections.at(-1)?.end.send(kind, content);
  return {
    time,
    link,
    connections,
    dialled,
    updates,
    stop,
    heartbeat,
    send,
    led,
    dismiss: (to: string) => listeners.at(-1)?.dismissed(to),
    known: () => known,
    /** Heartbeats every two seconds. */
    beat(times: number) {
      for (let n = 0; n < times; n += 1) {
        time.pass(2000);
        send("heartbeat", heartbeat());
      }
    },
  };
}

describe("what the connection tells the screen", () => {
  test("[P5] it is connecting, then connected, then knows the board and when it was proved current", () => {
    const { time, updates, known } = createScreen();
    expect(known()).toEqual({ phase: "connecting", openedAt: start });
    time.pass(10);
    expect(updates.map(({ phase }) => phase)).toEqual(["connecting", "connected", undefined]);
    expect(known()).toMatchObject({ phase: "connected", board, site: snapshot.site, lastMessageAt: start + 2 });
  });

  test("[P7] one message is one update, and one that says nothing new leaves the board the same object", () => {
    const { time, updates, send, heartbeat, known } = createScreen();
    time.pass(10);
    const before = { count: updates.length, board: known().board };
    send("heartbeat", heartbeat());
    time.pass(10);
    expect(updates).toHaveLength(before.count + 1);
    expect(known().board).toBe(before.board);
  });

  test("[P5] a message that shows a gap proves nothing current, and asks for a snapshot", () => {
    const { time, connections, send, heartbeat, known } = createScreen();
    time.pass(1000);
    send("heartbeat", heartbeat({ version: 1 }));
    time.pass(1000);
    expect(known().lastMessageAt).toBe(start + 2);
    expect(connections[0]?.heard).toEqual(["resync"]);
    send("snapshot", { ...snapshot, version: 1 });
    time.pass(1000);
    expect(known().lastMessageAt).toBe(start + 2001);
  });

  test("[P11] heartbeats tell it the server's clock", () => {
    const { time, send, heartbeat, known } = createScreen();
    time.pass(1000);
    send("heartbeat", heartbeat({ at: new Date(time.now() + 90_000).toISOString() }));
    time.pass(10);
    expect(known().clockOffset).toBe(90_000 - 1);
  });

  test("[P11] after a new connection the clock of the old server no longer counts", () => {
    const { time, link, send, heartbeat, known } = createScreen();
    time.pass(1000);
    send("heartbeat", heartbeat({ at: new Date(time.now() + 90_000).toISOString() }));
    time.pass(10);
    link.cut();
    time.pass(1000);
    send("heartbeat", heartbeat());
    time.pass(10);
    expect(known().clockOffset).toBe(-1);
  });

  test("[P5] what it knew stays known while the connection is gone", () => {
    const { time, link, known } = createScreen();
    time.pass(10);
    link.become("refusing");
    link.cut();
    time.pass(60_000);
    expect(known()).toMatchObject({ phase: "disconnected", board, lastMessageAt: start + 2 });
  });
});

describe("how the connection is kept", () => {
  test("[P2] one that stays silent for five seconds is given up, though it looks open", () => {
    const { time, connections, dialled, beat, known } = createScreen();
    beat(3);
    expect(dialled).toEqual([0]);
    time.pass(5000);
    expect(dialled).toEqual([0]);
    expect(known().phase).toBe("connected");
    time.pass(260);
    expect(dialled).toEqual([0, 6001 + 5000 + 250]);
    expect(connections).toHaveLength(2);
  });

  test("[P2] into a black hole it dials again as soon as an attempt has failed", () => {
    const { time, link, dialled } = createScreen();
    link.become("black-hole");
    time.pass(10_000);
    expect(dialled.slice(0, 5)).toEqual([0, 1750, 3500, 5250, 7050]);
  });

  test("[P2] a server that refuses is asked again ever more slowly, and at last every two seconds at least", () => {
    const { time, link, dialled } = createScreen();
    link.become("refusing");
    time.pass(10_000);
    expect(dialled).toEqual([0, 250, 750, 1750, 3550, 5350, 7150, 8950]);
  });

  test("[P2] after a success the delays begin anew", () => {
    const { time, link, dialled } = createScreen();
    link.become("refusing");
    time.pass(4000);
    link.become("open");
    time.pass(2000);
    const before = dialled.length;
    link.cut();
    time.pass(250);
    expect(dialled).toHaveLength(before + 1);
  });

  test("[P2] a server that accepts and sends no board is not a success", () => {
    const { time, link, connections, dialled } = createScreen({ greeting: "later" });
    for (let n = 0; n < 6; n += 1) {
      time.pass(2000);
      link.cut();
    }
    time.pass(100);
    expect(connections).toHaveLength(6);
    expect(dialled.at(-1)).toBe(10_000 + 1800);
  });

  test("[P2] screens that lose their server at the same instant come back at instants of their own", () => {
    const returns = [0, 0.5, 1].map((random) => {
      const { time, link, dialled } = createScreen({ random });
      time.pass(4000);
      link.cut();
      time.pass(1000);
      return dialled[1];
    });
    expect(returns).toEqual([4250, 4187.5, 4125]);
  });

  test("[P2] once stopped it does nothing more, whatever it was at", () => {
    for (const moment of [0, 10, 3000]) {
      for (const condition of ["open", "refusing", "black-hole"] as const) {
        const { time, link, dialled, updates, stop } = createScreen();
        link.become(condition);
        time.pass(moment);
        stop();
        const before = [dialled.length, updates.length];
        time.pass(60_000);
        expect([dialled.length, updates.length]).toEqual(before);
      }
    }
  });
});

test("[N2] a page that is dismissed is led away, and dials no more", () => {
  const { time, led, dialled, dismiss, beat } = createScreen();
  beat(1);
  dismiss("/sign-in");
  time.pass(60_000);
  expect(led).toEqual(["/sign-in"]);
  expect(dialled).toEqual([0]);
});
