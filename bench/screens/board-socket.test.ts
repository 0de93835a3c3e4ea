import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { WebSocketServer } from "ws";
import { listenOnLoopback } from "../servers/answer-parent.ts";
import { openBoardSocket } from "./board-socket.ts";

async function listen({ compresses }: { readonly compresses: boolean }) {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: compresses });
  const url = new URL(await listenOnLoopback(server));
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  return { url, sockets };
}

test("[Q8] a server that compresses is an error", async () => {
  const { url } = await listen({ compresses: true });
  await expect(openBoardSocket(url)).rejects.toThrow("the server compresses: permessage-deflate");
});

test("[Q8] a screen says that it is there, and answers when it is asked whether it still is", async () => {
  const { url, sockets } = await listen({ compresses: false });
  const heard: string[] = [];
  const answered = new Promise<void>((resolve) => {
    sockets.on("connection", (socket) => {
      socket.on("message", (message: Buffer) => {
        heard.push(message.toString());
        if (heard.length === 1) socket.send("2");
        else resolve();
      });
    });
  });
  await openBoardSocket(url);
  await answered;
  expect(heard).toEqual(["40", "3"]);
});
