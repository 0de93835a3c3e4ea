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

/** A screen on a link of its own, and a server that says what the test says. @param parts.greeting null: none */
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
      if (greeting !== null) end.send("snapshot", greeting);
      return { heard: (name) => heard.push(name), leave: () => {} };
    },
  });
  const stop = keepConnected({
    dial(listener, limit) {
      dialled.push(time.now() - start);
      listeners.push(listener);
      return link.dial(listener, limit);
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
    up: null,
    age: null,
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

describe("what comes late", () => {
  /** A screen whose line is `late` ms long from some time on; the server's uptime began with it. */
  function lateScreen() {
    const screen = createScreen();
    const { time, send, heartbeat } = screen;
    let late = 0;
    let change = 0;
    const beat = () => {
      const content = heartbeat({ up: time.now() - start, age: null });
      time.after(late, () => send("heartbeat", content));
      time.after(2000, beat);
      late += change;
    };
    time.after(2000, beat);
    return {
      ...screen,
      ageOf: () => time.now() - (screen.known().lastMessageAt ?? 0),
      /** From now on the line comes so many ms later with each heartbeat. */
      lengthen(ms: number) {
        change = ms;
      },
    };
  }

  test("[P16] figures are as old as their way was long, beyond the promptest of the line", () => {
    const { time, lengthen, ageOf } = lateScreen();
    time.pass(2010);
    expect(ageOf()).toBe(9);
    lengthen(400);
    time.pass(2000);
    lengthen(0);
    time.pass(2400);
    // Clocks may drift: a second's worth in a thousand.
    expect(ageOf()).toBeGreaterThan(395);
    expect(ageOf()).toBeLessThanOrEqual(409);
    lengthen(-400);
    time.pass(3600);
    expect(ageOf()).toBe(9);
  });

  test("[P16] a line that was prompt is given up when it comes to be five seconds late, and the next is believed anew", () => {
    const { time, lengthen, dialled, known, ageOf } = lateScreen();
    time.pass(2010);
    lengthen(1000);
    time.pass(13_000);
    expect(dialled).toEqual([0]);
    expect(ageOf()).toBeGreaterThan(4000);
    lengthen(0);
    time.pass(8000);
    expect(dialled).toHaveLength(2);
    expect(ageOf()).toBeLessThan(2010);
    expect(known().phase).toBe("connected");
  });

  test("[P16] a line that is late from its first message on is told by how old the server says it is, and is kept", () => {
    const { time, send, heartbeat, dialled, ageOf } = createScreenOf({ greeting: "later" });
    time.pass(4000);
    send("snapshot", snapshot);
    send("heartbeat", heartbeat({ up: 70_000, age: 100 }));
    time.pass(1);
    expect(ageOf()).toBe(3900);
    time.pass(3000);
    send("heartbeat", heartbeat({ up: 71_000 }));
    time.pass(1);
    expect(ageOf()).toBeGreaterThan(5800);
    expect(ageOf()).toBeLessThan(5910);
    expect(dialled).toEqual([0]);
  });

  test("[P16] the time that timers show is not late with it", () => {
    const { time, send, heartbeat, known } = createScreenOf({ greeting: "later" });
    time.pass(4000);
    send("snapshot", snapshot);
    send("heartbeat", heartbeat({ up: 70_000, age: 100, at: new Date(start + 100).toISOString() }));
    time.pass(1);
    expect(Math.abs(known().clockOffset ?? Number.NaN)).toBeLessThan(10);
  });

  test("[P16] a server that does not tell how long it is up is taken for a prompt one", () => {
    const { time, beat, ageOf } = createScreenOf();
    beat(3);
    time.pass(1);
    expect(ageOf()).toBe(0);
  });

  function createScreenOf(parts: Parameters<typeof createScreen>[0] = {}) {
    const screen = createScreen(parts);
    return { ...screen, ageOf: () => screen.time.now() - (screen.known().lastMessageAt ?? 0) };
  }
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
    expect(dialled).toEqual([0, 1750, 3500, 5250, 10_000]);
  });

  test("[P17] a line that opens and brings nothing whole is waited for twice as long each time, up to 40 s", () => {
    const { time, dialled } = createMute();
    time.pass(200_000);
    const waits = dialled.slice(1).map((at, n) => at - (dialled[n] ?? 0));
    expect(waits.slice(0, 5).map((wait) => Math.floor(wait / 1000))).toEqual([5, 10, 21, 41, 41]);
  });

  test("[P17] one that brings something is waited for as ever, at once and the next time", () => {
    const { time, dialled, send, connections } = createMute();
    time.pass(5_300);
    expect(dialled).toHaveLength(2);
    time.pass(8_000);
    send("snapshot", snapshot);
    time.pass(5_100);
    expect(connections).toHaveLength(2);
    time.pass(500);
    expect(connections).toHaveLength(3);
    time.pass(1_000);
    send("snapshot", snapshot);
    time.pass(5_300);
    expect(connections).toHaveLength(4);
    time.pass(5_600);
    expect(connections).toHaveLength(5);
  });

  test("[P18] every fourth attempt in a row has time enough for a network that is slow", () => {
    const { time, link, dialled } = createScreen();
    link.become("black-hole");
    time.pass(30_000);
    const waits = dialled.slice(1).map((at, n) => at - (dialled[n] ?? 0));
    expect(waits.slice(0, 8)).toEqual([1750, 1750, 1750, 4750, 1800, 1800, 1800, 4750]);
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

/** A screen whose lines open, and on which nothing comes unless it is sent. */
function createMute() {
  return createScreen({ greeting: null });
}
