import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { byPost } from "#lib/pbx/delivery.ts";
import { openClosedLoop } from "./closed-loop.ts";
import { openOpenLoop } from "./open-loop.ts";
import { requestOf } from "./request.ts";

async function listen(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
}

describe("the load", () => {
  test("[Q4] every request is sent once, over as many connections as there are clients", async () => {
    const got: string[] = [];
    const ports = new Set<number | undefined>();
    const url = await listen(async (request, response) => {
      ports.add(request.socket.remotePort);
      got.push(`${request.method} ${request.url} ${request.headers["content-type"]} ${await text(request)}`);
      response.end("ok");
    });
    const load = await openClosedLoop(url, 4);
    const bodies = Array.from({ length: 50 }, (_, index) => `{"n":${index},"name":"Žofie"}`);
    const perSecond = await load.send(bodies.map((body) => requestOf(url, byPost(body))));
    load.close();
    expect(got.toSorted()).toEqual(bodies.map((body) => `POST /hook application/json ${body}`).toSorted());
    expect(ports.size).toBe(4);
    expect(perSecond).toBeGreaterThan(0);
  });

  test("[Q4] answers in one piece or in many are read to their end", async () => {
    const url = await listen(async (request, response) => {
      const number = Number(await text(request));
      if (number % 2 === 0) response.setHeader("content-length", 4);
      response.write("ab");
      setImmediate(() => response.end("cd"));
    });
    const load = await openClosedLoop(url, 2);
    await load.send(Array.from({ length: 20 }, (_, index) => requestOf(url, byPost(`${index}`))));
    load.close();
  });

  test("[Q4] only 200 is acknowledged", async () => {
    const url = await listen((_, response) => {
      response.statusCode = 503;
      response.end("not saved");
    });
    const load = await openClosedLoop(url, 1);
    await expect(load.send([requestOf(url, byPost("{}"))])).rejects.toThrow("the server answered 503: not saved");
    load.close();
  });

  test("[Q4] a connection that is lost is not an answer", async () => {
    const url = await listen((request) => void request.socket.destroy());
    const load = await openClosedLoop(url, 1);
    await expect(load.send([requestOf(url, byPost("{}"))])).rejects.toThrow("closed the connection");
    load.close();
  });

  test("[Q6] what is due is sent though nothing before it is answered", async () => {
    const held: (() => void)[] = [];
    const url = await listen((_, response) => {
      const rev = held.length + 1;
      held.push(() => response.end(`{"ok":true,"rev":${rev}}`));
      if (held.length === 3) for (const release of held) release();
    });
    const load = await openOpenLoop(url, 3);
    const start = performance.now();
    const sent = await load.send(
      ["1", "2", "3"].map((body) => requestOf(url, byPost(body))),
      [0, 5, 10],
    );
    load.close();
    // Each came by a connection of its own: a busy server may read them in another order.
    expect(sent.map(({ rev }) => rev).sort()).toEqual([1, 2, 3]);
    expect((sent[2]?.at ?? 0) - start).toBeGreaterThanOrEqual(9);
  });
});
