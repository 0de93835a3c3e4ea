import { expect, onTestFinished, test } from "vitest";
import { byPost } from "#lib/pbx/delivery.ts";
import { ingest } from "./ingest.ts";
import { listenOnLoopback } from "./servers/answer-parent.ts";
import { createBareWebhook } from "./servers/bare-webhook.ts";

test("[Q5] all deliveries of a turn come over 32 connections, and its first quarter is not timed", async () => {
  const ports = new Set<number | undefined>();
  const looks: number[] = [];
  let taken = 0;
  const server = createBareWebhook((rev) => {
    taken = rev;
  });
  server.on("connection", (socket) => ports.add(socket.remotePort));
  const url = new URL(await listenOnLoopback(server));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const told = Array.from({ length: 200 }, (_, at) => ({ at, delivery: byPost(`{"n":${at}}`) }));
  const { perSecond, cpu } = await ingest(
    {
      url,
      async cpuSeconds() {
        looks.push(taken);
        return taken / 1000;
      },
    },
    told,
  );
  expect(taken).toBe(200);
  expect(ports.size).toBe(32);
  expect(looks).toEqual([50, 200]);
  expect(cpu).toBeCloseTo(1000);
  expect(perSecond).toBeGreaterThan(0);
});
