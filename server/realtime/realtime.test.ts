import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, type Socket as NetSocket } from "node:net";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import type { BoardState } from "#lib/board/board-state.ts";
import type { BoardLink } from "#lib/client/board-link.ts";
import { keepConnected } from "#lib/client/connection.ts";
import { createDial } from "#lib/client/line.ts";
import type { DeltaOnWire, Heartbeat, Snapshot } from "#lib/protocol/messages.ts";
import { inboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { openGatekeeper } from "#server/access/gatekeeper.ts";
import { anyHost } from "#server/http/known-hosts.ts";
import { createLogger } from "#server/log.ts";
import { createRealtime, type Realtime, type RealtimeParts } from "./realtime.ts";

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function listen(server: HttpServer, port = 0): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A board that is told of calls, and whoever wants to hear of it. */
function createSource() {
  const story = startStory();
  const listeners = new Set<() => void>();
  let state = story.state();
  const show = (other: BoardState) => {
    state = other;
    for (const listener of listeners) listener();
  };
  const feed = { current: true };
  return {
    story,
    feed,
    state: () => state,
    current: () => feed.current,
    show,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Callers reach a queue, all in one event. */
    call(...numbers: readonly number[]) {
      const second = (story.state().now - storyStart) / 1000;
      for (const number of numbers) {
        story.tell(second, inboundCall(`260302090000_${number}`, `0555${number}`).reaches("820", "queue"));
      }
      show(story.state());
    },
  };
}

type Stage = Awaited<ReturnType<typeof createStage>>;

/** The real server over real sockets; frames and heartbeats pass when the test says so. */
async function createStage(
  parts: { source?: ReturnType<typeof createSource>; port?: number } & Partial<
    Pick<RealtimeParts, "gatekeeper" | "presence" | "arrivals" | "isKnownHost">
  > = {},
) {
  const { source = createSource(), port: wanted } = parts;
  const time = createVirtualTime(storyStart);
  const httpServer = createServer((_, response) => response.end("a page"));
  const realtime: Realtime = createRealtime({
    httpServer,
    projector: source,
    clock: time,
    gatekeeper: parts.gatekeeper ?? openGatekeeper,
    presence: parts.presence ?? null,
    arrivals: parts.arrivals ?? null,
    isKnownHost: parts.isKnownHost ?? anyHost,
    log: createLogger("silent"),
    servedBy: { sample: true, build: "b" },
    allowedOrigins: new Set(["https://wall.example"]),
    after: time.after,
  });
  const port = await listen(httpServer, wanted);
  endings.push(() => closeWith(realtime, time));
  return { source, time, httpServer, realtime, port, url: `http://127.0.0.1:${port}` };
}

/** Closes it while its time passes, which it grants to screens that say nothing. */
async function closeWith(realtime: Realtime, time: ReturnType<typeof createVirtualTime>): Promise<void> {
  const closed = realtime.close();
  const passing = setInterval(() => time.pass(100), 5);
  await closed;
  clearInterval(passing);
}

function screenOf({ url }: Pick<Stage, "url">, headers: Record<string, string> = { origin: url }): Socket {
  const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: headers });
  endings.push(() => socket.disconnect());
  return socket;
}

/** The next message of a kind. */
function next<T>(socket: Socket, kind: "snapshot" | "delta" | "heartbeat"): Promise<T> {
  return new Promise((resolve) => socket.once(kind, resolve));
}

/** A screen without manners: a bare WebSocket that has greeted as Socket.IO does, and has its snapshot. */
async function rawScreenOf({ url, port }: Stage): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, { origin: url });
  endings.push(() => socket.terminate());
  socket.on("error", () => {});
  await once(socket, "message");
  socket.send("40");
  await waitFor(socket, (text) => text.includes("snapshot"));
  return socket;
}

function waitFor(socket: WebSocket, wanted: (text: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    socket.on("message", (data) => {
      if (wanted(String(data))) resolve();
    });
  });
}

describe("the live link", () => {
  test("[P1] begins with the board and the time, and goes on with what changes", async () => {
    const stage = await createStage();
    stage.source.call(1);
    const screen = screenOf(stage);
    const kinds: string[] = [];
    screen.onAny((kind: string) => kinds.push(kind));
    const [snapshot, heartbeat] = await Promise.all([
      next<Snapshot>(screen, "snapshot"),
      next<Heartbeat>(screen, "heartbeat"),
    ]);
    expect(kinds).toEqual(["snapshot", "heartbeat"]);
    expect(snapshot).toMatchObject({
      version: 1,
      board: stage.source.story.board(),
      site: { place: "Ringside", sample: true, build: "b", board: { id: "all" } },
      lastEventAt: "2026-03-02T09:00:00.000Z",
    });
    expect(heartbeat).toMatchObject({ epoch: snapshot.epoch, version: 1, at: "2026-03-02T09:00:00.000Z" });

    stage.time.pass(1000);
    stage.source.call(2);
    const delta = await next<DeltaOnWire>(screen, "delta");
    expect(delta).toMatchObject({ epoch: snapshot.epoch, from: 1, to: 2, rev: 2 });
    expect(delta.put?.calls?.map(({ caller }) => caller)).toEqual(["05552"]);
    expect(delta.gone).toBeUndefined();
  });

  test("[P1] answers a request for a snapshot", async () => {
    const stage = await createStage();
    const screen = screenOf(stage);
    const first = await next<Snapshot>(screen, "snapshot");
    stage.source.call(1);
    await next(screen, "delta");
    screen.emit("resync");
    const told = next<Snapshot>(screen, "snapshot");
    const passing = setInterval(() => stage.time.pass(100), 5);
    expect(await told).toMatchObject({ epoch: first.epoch, version: 1, board: { rev: 1 } });
    clearInterval(passing);
  });

  test("[P8] a delta is written once, however many screens it goes to", async () => {
    const stage = await createStage();
    const screens = Array.from({ length: 5 }, () => screenOf(stage));
    await Promise.all(screens.map((screen) => next(screen, "snapshot")));
    const write = vi.spyOn(JSON, "stringify");
    stage.source.call(1);
    await Promise.all(screens.map((screen) => next(screen, "delta")));
    expect(write.mock.calls.filter(([value]) => Array.isArray(value) && value[0] === "delta")).toHaveLength(1);
  });

  test("[P2] a screen finds a restarted server, which is another epoch, by itself", async () => {
    const source = createSource();
    const first = await createStage({ source });
    let known: Partial<BoardLink> = {};
    const news = new EventTarget();
    const until = (wanted: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => wanted() && resolve();
        news.addEventListener("update", look);
        look();
      });
    endings.push(
      keepConnected({
        dial: createDial({ url: first.url, headers: { origin: first.url } }),
        update(change) {
          known = { ...known, ...change };
          news.dispatchEvent(new Event("update"));
        },
        heard: () => {},
        dismissed: () => {},
        now: () => performance.now(),
        random: () => 1,
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      }),
    );
    source.call(1);
    await until(() => known.board?.rev === 1);

    await closeWith(first.realtime, first.time);
    first.httpServer.closeAllConnections();
    first.httpServer.close();
    await until(() => known.phase === "disconnected");
    expect(known.board?.rev).toBe(1);

    source.call(2, 3);
    const second = await createStage({ source, port: first.port });
    await until(() => known.board?.rev === 3);
    expect(known).toMatchObject({ phase: "connected", board: source.story.board() });
    expect(second.realtime.counts().joined).toBe(1);
  });
});

describe("who may connect", () => {
  const outcome = (screen: Socket) =>
    Promise.race([
      next(screen, "snapshot").then(() => "connected"),
      new Promise((resolve) => screen.once("connect_error", () => resolve("refused"))),
    ]);

  test.each([
    { name: "its own page", headers: (url: string) => ({ origin: url }), result: "connected" },
    { name: "a listed page", headers: () => ({ origin: "https://wall.example" }), result: "connected" },
    { name: "a foreign page", headers: () => ({ origin: "https://evil.example" }), result: "refused" },
    { name: "a sandboxed page", headers: () => ({ origin: "null" }), result: "refused" },
    { name: "something that is no page", headers: () => ({}), result: "refused" },
  ])("[P9] $name: $result", async ({ headers, result }) => {
    const stage = await createStage();
    expect(await outcome(screenOf(stage, headers(stage.url)))).toBe(result);
    expect(stage.realtime.counts()).toMatchObject(
      result === "connected" ? { screens: 1, refused: 0 } : { screens: 0, refused: 1 },
    );
  });

  test("[P9] control: a list of origins for CORS alone lets a foreign page in", async () => {
    const httpServer = createServer();
    const lax = new Server(httpServer, { cors: { origin: "https://wall.example" }, transports: ["websocket"] });
    lax.on("connection", (socket) => socket.emit("snapshot", "everything"));
    const port = await listen(httpServer);
    endings.push(() => lax.close());
    const screen = screenOf({ url: `http://127.0.0.1:${port}` }, { origin: "https://evil.example" });
    expect(await outcome(screen)).toBe("connected");
  });

  test("[P9] an upgrade of any other path is answered at once, and closed", async () => {
    const stage = await createStage();
    for (const path of ["/", "/socket.iox/", "/_next/webpack-hmr", "/api/webhook/key", "/socket.io"]) {
      const wire = connect(stage.port, "127.0.0.1");
      wire.write(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nOrigin: ${stage.url}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      expect(await everythingFrom(wire)).toMatch(/^HTTP\/1\.1 404 /);
    }
    expect(stage.realtime.counts().refused).toBe(5);
  });

  test("[P9] a server's name before the path makes no other of it", async () => {
    const stage = await createStage();
    const wire = connect(stage.port, "127.0.0.1");
    const lines = [
      "GET http://board.lan/socket.io/?EIO=4&transport=websocket HTTP/1.1",
      `Host: 127.0.0.1:${stage.port}`,
      `Origin: ${stage.url}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];
    wire.write(`${lines.join("\r\n")}\r\n\r\n`);
    const [first] = await once(wire, "data");
    expect(String(first)).toMatch(/^HTTP\/1\.1 101 /);
    wire.destroy();
  });

  test("[P9] requests are none of its business, not even under its path", async () => {
    const stage = await createStage();
    for (const path of ["/wall", "/socket.io/", "/socket.io/?EIO=4&transport=polling", "/socket.io/socket.io.js"]) {
      expect(await (await fetch(stage.url + path)).text()).toBe("a page");
    }
  });
});

async function everythingFrom(wire: NetSocket): Promise<string> {
  let text = "";
  for await (const chunk of wire) text += String(chunk);
  return text;
}

describe("screens that misbehave", () => {
  test("[P10] one that takes nothing is cut off, and the others do not notice", async () => {
    const stage = await createStage();
    const quiet = stage.source.state();
    stage.source.call(...Array.from({ length: 1000 }, (_, n) => n));
    const busy = stage.source.state();
    const good = screenOf(stage);
    await next(good, "snapshot");
    const stalled = await rawScreenOf(stage);
    stalled.pause();

    let version = 1;
    while (stage.realtime.counts().cutOff.slow === 0) {
      expect(version).toBeLessThan(500);
      const arrived = next<DeltaOnWire>(good, "delta");
      stage.source.show(version % 2 === 0 ? busy : quiet);
      stage.time.pass(50);
      expect((await arrived).from).toBe(version);
      version += 1;
    }
    expect(stage.realtime.counts().cutOff).toEqual({ slow: 1, talkative: 0 });
    expect(good.connected).toBe(true);
  });

  test.each([
    { name: "an event named like an error", say: ['42["error","boom"]'] },
    { name: "an event named like a disconnection", say: ['42["disconnect"]'] },
    { name: "events of the server's", say: ['42["snapshot",{}]', '42["delta",{}]'] },
    { name: "an event that wants an answer", say: ['421["resync",{"__proto__":{"x":1}}]'] },
    { name: "an event that is no text", say: ['42[{"toString":1}]', "42[null]", "42[]", "42{}", "42"] },
    { name: "broken JSON", say: ['42["resync"'] },
    { name: "another namespace", say: ["40/admin,", '42/admin,["resync"]'] },
    { name: "a second greeting", say: ["40", "40"] },
    { name: "an attachment that does not follow", say: ['451-["resync",{"_placeholder":true,"num":0}]', "42"] },
    { name: "no packet at all", say: ["", "x", "9", "4", "\u0000"] },
    { name: "bytes", say: [Buffer.from([1, 2, 3])] },
    { name: "much at once", say: [`42["resync","${"x".repeat(5000)}"]`] },
    { name: "much in all", say: Array.from({ length: 100 }, () => '42["resync"]') },
  ])("[P10] one that says $name harms nobody", async ({ say }) => {
    const stage = await createStage();
    const good = screenOf(stage);
    await next(good, "snapshot");
    const bad = await rawScreenOf(stage);
    for (const message of say) bad.send(message);
    // A ping is answered after all that came before it; one that was cut off does not answer.
    bad.ping();
    await Promise.race([once(bad, "pong"), once(bad, "close")]);
    stage.source.call(1);
    expect(await next<DeltaOnWire>(good, "delta")).toMatchObject({ from: 0, to: 1 });
  });

  test("[P10] one that talks too much is cut off", async () => {
    const stage = await createStage();
    const bad = await rawScreenOf(stage);
    const closed = once(bad, "close");
    for (let n = 0; n < 100; n += 1) bad.send('42["resync"]');
    await closed;
    expect(stage.realtime.counts().cutOff).toEqual({ slow: 0, talkative: 1 });
  });
});

describe("the end of it", () => {
  test("[P12] parts from every screen, also from one that does not answer, and lets the HTTP server close", async () => {
    const stage = await createStage();
    const good = screenOf(stage);
    await next(good, "snapshot");
    const stalled = await rawScreenOf(stage);
    stalled.pause();
    const left = new Promise((resolve) => good.once("disconnect", resolve));
    await closeWith(stage.realtime, stage.time);
    await left;
    expect(stage.realtime.counts().screens).toBe(0);
    expect(stage.time.waiting()).toBe(0);
    stage.httpServer.close();
    await once(stage.httpServer, "close");
  });

  test("[P12] screens that answer part without any delay", async () => {
    const stage = await createStage();
    const screens = [screenOf(stage), screenOf(stage)];
    await Promise.all(screens.map((screen) => next(screen, "snapshot")));
    await stage.realtime.close();
    expect(stage.realtime.counts().screens).toBe(0);
  });

  test("[P12] the HTTP server goes on without it", async () => {
    const stage = await createStage();
    await closeWith(stage.realtime, stage.time);
    expect(await (await fetch(stage.url)).text()).toBe("a page");
  });
});

test("[P20] a server that may not know all there is takes no new screen, until it does", async () => {
  const stage = await createStage();
  stage.source.feed.current = false;
  const refused = screenOf(stage);
  const error = await new Promise<Error>((resolve) => refused.once("connect_error", resolve));
  expect(error.message).toBe("websocket error");
  stage.source.feed.current = true;
  await next(screenOf(stage), "snapshot");
  expect(stage.realtime.counts().refused).toBe(0);
});
