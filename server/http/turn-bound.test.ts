import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { boundTurns } from "./turn-bound.ts";

/** How many of twelve requests, sent at the same time on connections of their own, were read in each turn; all are answered. */
async function turnsOf(most: number | null): Promise<readonly number[]> {
  const turns: number[] = [];
  let read = 0;
  const server = createServer((_, response) => {
    if (read === 0) {
      setImmediate(() => {
        turns.push(read);
        read = 0;
      });
    }
    read += 1;
    response.end("ok");
  });
  if (most !== null) boundTurns(server, most);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const sockets = Array.from({ length: 12 }, () => connect(port, "127.0.0.1"));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  // The server has taken the last of them too, and begun to read it.
  const known = await Promise.all(
    sockets.map(async (socket) => {
      socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
      await once(socket, "data");
      return socket;
    }),
  );
  turns.length = 0;
  for (const socket of known) socket.write("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  const answers = await Promise.all(known.map((socket) => text(socket)));
  expect(answers.every((answer) => answer.startsWith("HTTP/1.1 200"))).toBe(true);
  return turns;
}

test("[H35] of requests that arrive together no more than the bound are read in one turn, and all are answered", async () => {
  const turns = await turnsOf(4);
  expect(Math.max(...turns)).toBeLessThanOrEqual(4);
  expect(turns.reduce((sum, count) => sum + count, 0)).toBe(12);
});

test("[H35] control: without a bound all of them are", async () => {
  expect(Math.max(...(await turnsOf(null)))).toBeGreaterThan(4);
});
