// The floor of P-2: a webhook parsed, answered and passed on to every screen, with no journal and no state.
import { WebSocket, WebSocketServer } from "ws";
import { createFrames } from "#server/realtime/frames.ts";
import { systemTimers } from "#server/timers.ts";
import { answerParent, listenOnLoopback } from "./answer-parent.ts";
import { createBareWebhook } from "./bare-webhook.ts";
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

const frames = createFrames({ run: pushAll, length: () => frame, after: systemTimers.after });

const server = createBareWebhook((received) => {
  rev = received;
  pending.push(delta);
  if (frame === 0) pushAll();
  else frames.request();
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
