import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { byPost } from "#lib/pbx/delivery.ts";
import { listenOnLoopback } from "../servers/answer-parent.ts";
import { flood } from "./flood.ts";
import { requestOf } from "./request.ts";

async function listen(answer: RequestListener) {
  const server = createServer(answer);
  const url = new URL(await listenOnLoopback(server));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const requests = Array.from({ length: 200 }, (_, n) => requestOf(url, byPost(`{"n":${n}}`)));
  return { url, requests };
}

test("[Q10] a flood is sent without waiting for answers, which are counted by status", async () => {
  const held: (() => void)[] = [];
  const { url, requests } = await listen((request, response) => {
    request.resume();
    response.statusCode = held.length % 4 === 0 ? 503 : 200;
    held.push(() => response.end("x".repeat(held.length)));
    if (held.length === 200) for (const release of held) release();
  });
  const answers = await flood(url, requests, { connections: 8, patience: 60_000 });
  expect([...answers].toSorted()).toEqual([
    [200, 150],
    [503, 50],
  ]);
});

test("[Q10] whoever floods leaves when their patience is over", async () => {
  let come = 0;
  const { url, requests } = await listen((request, response) => {
    request.resume();
    come += 1;
    if (come <= 10) response.end("ok");
  });
  const answers = await flood(url, requests, { connections: 200, patience: 100 });
  expect(answers).toEqual(new Map([[200, 10]]));
});

test("[Q10] a server that ends a connection has not answered", async () => {
  const { url, requests } = await listen((request) => void request.socket.destroy());
  await expect(flood(url, requests, { connections: 4, patience: 60_000 })).rejects.toThrow();
});
