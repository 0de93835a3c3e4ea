import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { createDial } from "./line.ts";

/** ms a line may take to open; a machine that does other things besides is to have opened the sound ones by then. */
const limit = 1_750;

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function listening(server: Server | WebSocketServer): Promise<number> {
  await once(server, "listening");
  endings.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Dials, and tells in order what the line says of itself until it is lost. */
function lineTo(port: number): Promise<readonly string[]> {
  const said: string[] = [];
  return new Promise((resolve) => {
    const line = createDial({ url: `http://127.0.0.1:${port}`, headers: {} })(
      {
        opened: () => said.push("opened"),
        received: (kind, content) => said.push(`${kind} ${JSON.stringify(content)}`),
        lost: () => {
          said.push("lost");
          resolve(said);
        },
        dismissed: (to) => said.push(`dismissed to ${to}`),
      },
      limit,
    );
    endings.push(() => line.hangUp());
  });
}

/** Socket.IO's first packet, with which a connection is not yet one. */
const welcome = '0{"sid":"a","upgrades":[],"pingInterval":60000,"pingTimeout":60000,"maxPayload":1000}';

describe("a line", () => {
  test("[P2] is lost when nobody answers the door, when nobody speaks behind it, and when nobody lets it in", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    const closedPort = await listening(closed);
    closed.close();

    const silent = createServer((socket) => endings.push(() => socket.destroy())).listen(0, "127.0.0.1");

    const halfway = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    halfway.on("connection", (socket) => {
      endings.push(() => socket.terminate());
      socket.send(welcome);
    });

    const ports = [closedPort, ...(await Promise.all([silent, halfway].map(listening)))];
    expect(await Promise.all(ports.map(lineTo))).toEqual([["lost"], ["lost"], ["lost"]]);
  });

  test("[P2] opens, passes on what comes, and is lost once", async () => {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    server.on("connection", (socket) => {
      socket.send(welcome);
      socket.on("message", () => {
        socket.send('40{"sid":"b"}');
        socket.send('42["snapshot",{"a":1}]');
        socket.send('42["gossip",{}]');
        socket.send('42["delta"]');
        socket.send('42["heartbeat","x"]');
        socket.send('42["dismissed","/tv"]', () => socket.terminate());
      });
    });
    expect(await lineTo(await listening(server))).toEqual([
      "opened",
      'snapshot {"a":1}',
      "delta undefined",
      'heartbeat "x"',
      "dismissed to /tv",
      "lost",
    ]);
  });

  test.each([
    { when: "while it opens", answers: false },
    { when: "when it is open", answers: true },
  ])("[P2] says nothing any more once it was hung up $when", async ({ answers }) => {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    const port = await listening(server);
    const said: string[] = [];
    const opened = Promise.withResolvers<void>();
    const line = createDial({ url: `http://127.0.0.1:${port}`, headers: {} })(
      {
        opened: opened.resolve,
        received: (kind) => said.push(kind),
        lost: () => said.push("lost"),
        dismissed: (to) => said.push(to),
      },
      limit,
    );
    const [socket] = await once(server, "connection");
    socket.send(welcome);
    await once(socket, "message");
    if (answers) {
      socket.send('40{"sid":"b"}');
      await opened.promise;
    }
    line.hangUp();
    socket.send('40{"sid":"b"}');
    socket.send('42["snapshot",{}]');
    await once(socket, "close");
    expect(said).toEqual([]);
  });
});
