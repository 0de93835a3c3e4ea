import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { staff } from "#lib/access/access.ts";
import { openGatekeeper } from "#server/access/gatekeeper.ts";
import { createLogger } from "#server/log.ts";
import { jsonAnswer } from "./answer.ts";
import { createHops } from "./hops.ts";
import { createHttpServer } from "./http-server.ts";
import { loopbackHosts } from "./known-hosts.ts";
import { reading } from "./route.ts";

test.each([
  { host: undefined, known: true },
  { host: "localhost:3000", known: true },
  { host: "LOCALHOST", known: true },
  { host: "127.0.0.1:3000", known: true },
  { host: "127.8.8.8", known: true },
  { host: "[::1]:3000", known: true },
  { host: "2130706433", known: true },
  { host: "rebound.example:3000", known: false },
  { host: "localhost.rebound.example", known: false },
  { host: "localhost/x", known: false },
  { host: "a@localhost", known: false },
  { host: "192.168.0.5", known: false },
  { host: "", known: false },
  { host: "[", known: false },
])("[M12] an open server answers to $host: $known", ({ host, known }) => {
  expect(loopbackHosts(host)).toBe(known);
});

test.each([
  { host: "localhost", status: 200 },
  { host: "rebound.example", status: 403 },
])("[M12] a page or an address asked for under the name $host is answered $status", async ({ host, status }) => {
  const server = createHttpServer({
    routes: [],
    servePage: (_, response) => void response.end("a page"),
    gatekeeper: openGatekeeper,
    hops: createHops([], null),
    isKnownHost: loopbackHosts,
    log: createLogger("silent"),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: "127.0.0.1", path: "/wall", headers: { host } }).end();
  const [answer] = await once(asked, "response");
  expect(answer.statusCode).toBe(status);
  answer.resume();
  server.closeAllConnections();
  server.close();
});

test.each([
  { host: "localhost", status: "200" },
  { host: "rebound.example", status: "400" },
])("[M301] who asks in raw letters under the name $host is answered $status", async ({ host, status }) => {
  const server = createHttpServer({
    routes: [{ name: "told", path: "/told", methods: reading(staff, () => jsonAnswer("a secret")) }],
    servePage: null,
    gatekeeper: openGatekeeper,
    hops: createHops([], null),
    isKnownHost: loopbackHosts,
    log: createLogger("silent"),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").setEncoding("utf8");
  socket.write(`GET /told?caller=a b HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  const [answer] = await once(socket, "data");
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  socket.destroy();
  server.close();
});
