// The floor of P-2: a webhook parsed, answered and passed on to every screen, with no journal and no state.
import { createServer } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { afterTimeout, createFrames } from "#server/realtime/frames.ts";
import { answerParent, listenOnLoopback } from "./answer-parent.ts";
import { readTask } from "./push-task.ts";

const { delta, frame } = readTask(process.argv[2] ?? "");
const screens = new WebSocketServer({ noServer: true, perMessageDeflate: false });
let rev = 0;
let pending: unknown[] = [];

function pushAll(): void {
  const message = JSON.stringify({ rev, deltas: pending });
  pending = [];
  for (const screen of screens.clients) if (screen.readyState === WebSocket.OPEN) screen.send(message);
}

const frames = createFrames({ run: pushAll, length: () => frame, after: afterTimeout });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString());
    rev += 1;
    pending.push(delta);
    if (frame === 0) pushAll();
    else frames.request();
    const body = `{"ok":true,"rev":${rev}}`;
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": body.length });
    response.end(body);
  });
});
server.on("upgrade", (request, socket, head) => {
  screens.handleUpgrade(request, socket, head, (screen) => screens.emit("connection", screen, request));
});

const url = await listenOnLoopback(server);
answerParent(url, async () => {
  frames.stop();
  for (const screen of screens.clients) screen.terminate();
  server.closeAllConnections();
  server.close();
});
