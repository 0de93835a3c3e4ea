import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { byPost } from "#lib/pbx/delivery.ts";
import { listenOnLoopback } from "../servers/answer-parent.ts";
import { flood } from "./flood.ts";
import { type End, openFloodLine } from "./flood-line.ts";
import { requestOf } from "./request.ts";

async function listen(answer: RequestListener) {
  const server = createServer(answer);
  const url = new URL(await listenOnLoopback(server));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const requests = Array.from({ length: 50 }, (_, n) => requestOf(url, byPost(`{"n":${n}}`)));
  return { url, requests };
}

const size = { count: 200, perSecond: 100_000, connections: 8, patience: 60_000 };

test("[Q10] a flood is sent without waiting for answers, over and over, and each answer is counted", async () => {
  const held: (() => void)[] = [];
  const { url, requests } = await listen((request, response) => {
    request.resume();
    const rev = held.length + 1;
    const status = rev % 4 === 0 ? 503 : 200;
    held.push(() => {
      const body = status === 200 ? `{"ok":true,"rev":${rev}}` : "not kept";
      response.writeHead(status, { "content-length": body.length }).end(body);
    });
    if (held.length === 200) for (const release of held) release();
  });
  const { sent, outcome } = flood(url, requests, size);
  expect(await sent).toBeGreaterThan(0);
  const { answers, closed, silent, acknowledged } = await outcome;
  expect([...answers].toSorted()).toEqual([
    [200, 150],
    [503, 50],
  ]);
  expect([closed, silent]).toEqual([0, 0]);
  expect(new Set(acknowledged.map(({ rev }) => rev)).size).toBe(150);
  expect(Math.max(...acknowledged.map(({ request }) => request))).toBeLessThan(50);
});

test("[Q10] who is told nothing in time is counted as such", async () => {
  let come = 0;
  const { url, requests } = await listen((request, response) => {
    request.resume();
    come += 1;
    if (come <= 10) response.writeHead(503, { "content-length": 0 }).end();
  });
  const { outcome } = flood(url, requests, { ...size, connections: 200, patience: 300 });
  expect(await outcome).toMatchObject({ answers: new Map([[503, 10]]), closed: 0, silent: 190 });
});

test("[Q10] that nothing came in time answers no delivery", async () => {
  const server = createServer().on("connection", (socket) => {
    socket.end("HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n");
  });
  const url = new URL(await listenOnLoopback(server));
  onTestFinished(() => void server.close());
  const ends: End[] = [];
  const line = openFloodLine(url, (_, end) => ends.push(end));
  await expect.poll(() => line.isOpen()).toBe(false);
  expect(ends).toEqual([]);
});

test("[Q10] what the server cuts off is counted as such, and its senders come again", async () => {
  const { url, requests } = await listen((request) => void request.socket.destroy());
  const { outcome } = flood(url, requests, { ...size, perSecond: 1000, connections: 4 });
  expect(await outcome).toMatchObject({ answers: new Map(), closed: 200, silent: 0 });
});
