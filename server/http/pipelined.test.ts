import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openGatekeeper } from "#server/access/gatekeeper.ts";
import type { Logger } from "#server/log.ts";
import { jsonAnswer } from "./answer.ts";
import { readBody } from "./body.ts";
import { createHops } from "./hops.ts";
import { createHttpServer } from "./http-server.ts";
import { reading } from "./route.ts";

const slow = "GET /api/slow HTTP/1.1\r\nHost: a\r\n\r\n";
const upgrade = "GET /api/live/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

let server: Server;
let released: PromiseWithResolvers<void>;
let asked: number;
let told: unknown[];

beforeEach(async () => {
  released = Promise.withResolvers();
  asked = 0;
  told = [];
  server = createHttpServer({
    routes: [
      {
        name: "slow",
        path: "/api/slow",
        methods: reading("anyone", async () => {
          asked += 1;
          await released.promise;
          return jsonAnswer("slow");
        }),
      },
      {
        name: "reads",
        path: "/api/reads",
        methods: {
          POST: {
            access: "anyone",
            async handle({ message }) {
              const { is } = await readBody(message, 1_000);
              return jsonAnswer(is);
            },
          },
        },
      },
    ],
    servePage: null,
    gatekeeper: openGatekeeper,
    hops: createHops([], null),
    log: { warn: (fields: object) => told.push(fields) } as unknown as Logger,
    patience: { headers: 100, request: 150, look: 20 },
  });
  server.on("upgrade", (_message, wire) => wire.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function open(): Socket {
  return connect((server.address() as AddressInfo).port, "127.0.0.1").setEncoding("latin1");
}

/** Of every answer until the connection ends; those of `slow` come only once the server has seen what is told of. */
async function statuses(socket: Socket, seen: Promise<unknown>): Promise<string[]> {
  await seen;
  setImmediate(released.resolve);
  let heard = "";
  for await (const part of socket) heard += part;
  return [...heard.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status ?? "");
}

/** Whatever was sent before has reached the server after this. */
async function turn(): Promise<void> {
  const socket = open();
  socket.write("GET /api/nothing HTTP/1.1\r\n\r\n");
  await once(socket, "data");
  socket.destroy();
}

const faults = [
  ["garbage", "\x16\x03\x01\x02\x00\x01\x00", "400"],
  ["a method of nobody", "BREW /pot HTTP/1.1\r\n\r\n", "400"],
  ["a body that is broken", "POST /api/reads HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", "400"],
  ["a body without an end", "POST /api/reads HTTP/1.1\r\nContent-Length: 100\r\n\r\n{", "408"],
  ["headers without an end", "GET /api/slow HTTP/1.1\r\nX-Slow: ", "408"],
  ["headers that are too long", `GET / HTTP/1.1\r\nX: ${"x".repeat(90_000)}`, "431"],
] as const;

describe("behind requests that wait on its connection", () => {
  test.each(faults)("[H36] %s is answered after them, and ends it", async (_name, text, status) => {
    const socket = open();
    const seen = once(server, "clientError");
    socket.write(slow + slow + text);
    expect(await statuses(socket, seen)).toEqual(["200", "200", status]);
    expect(asked).toBe(2);
  });

  test("[H4] a sender that ends its half with its requests is answered all the same", async () => {
    const socket = open();
    socket.end(slow + slow);
    await once(server, "request");
    expect(await statuses(socket, turn())).toEqual(["200", "200"]);
  });

  test("[H36] bytes that are no request are answered after them also where the sender has ended its half", async () => {
    const socket = open();
    const seen = once(server, "clientError");
    socket.end(`${slow}BREW /pot HTTP/1.1\r\n\r\n`);
    await seen;
    expect(await statuses(socket, turn())).toEqual(["200", "400"]);
  });

  test("[H36] however often more is sent behind bytes that are no request, one answer stands for all of it", async () => {
    const socket = open();
    const seen = once(server, "clientError");
    socket.write(`${slow}BREW /pot HTTP/1.1\r\n\r\n`);
    await seen;
    socket.write(`${slow}BREW /pot HTTP/1.1\r\n\r\n`);
    expect(await statuses(socket, turn())).toEqual(["200", "400"]);
    expect(asked).toBe(1);
  });

  test("[H36] what is no request is answered once, also where it comes to no end in time while they wait", async () => {
    const socket = open();
    const seen = once(server, "clientError");
    socket.write(`${slow}GET / HTTP/1.1\r\nX-Slow: 1\r\n: `);
    await seen;
    expect(await statuses(socket, once(server, "clientError"))).toEqual(["200", "400"]);
  });

  test("[H36] a GET with blanks in its query is taken at once and answered after them", async () => {
    const socket = open();
    socket.write(slow);
    await once(server, "request");
    const seen = once(server, "clientError");
    socket.write("GET /api/slow?event=a b HTTP/1.1\r\n\r\n");
    expect(await statuses(socket, seen)).toEqual(["200", "200"]);
    expect(asked).toBe(2);
  });

  test("[H36] an upgrade is answered after them as if it had not been asked for, and ends it", async () => {
    const socket = open();
    socket.write(`${slow}${upgrade}${slow}`);
    expect(await statuses(socket, once(server, "request"))).toEqual(["200", "404"]);
  });

  test("[H36] an upgrade is made once they are answered", async () => {
    const socket = open();
    released.resolve();
    socket.write(slow);
    await once(socket, "readable");
    expect(String(socket.read())).toMatch(/^HTTP\/1\.1 200 /);
    socket.write(upgrade);
    expect(await statuses(socket, Promise.resolve())).toEqual(["101"]);
  });

  test("[H34] more of them than may wait are told of once a connection, with the address and how many", async () => {
    const socket = open();
    socket.write(slow.repeat(40) + upgrade);
    expect(await statuses(socket, once(server, "request"))).toEqual([
      ...new Array(32).fill("200"),
      ...new Array(9).fill("503"),
    ]);
    expect(told).toEqual([{ address: "127.0.0.1", requests: 9 }]);
  });

  test("[H36] a tunnel ends the connection after their answers", async () => {
    const socket = open();
    const seen = once(server, "connect");
    socket.write(`${slow}CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere\r\n\r\n`);
    expect(await statuses(socket, seen)).toEqual(["200"]);
  });
});
