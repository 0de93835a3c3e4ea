import { once } from "node:events";
import { WebSocket } from "ws";

/**
 * A WebSocket that speaks just enough of Socket.IO's protocol (Engine.IO 4) to be sent what a screen is sent. It would take
 * compressed messages; that none are sent is a goal.
 */
export async function openBoardSocket({ origin, host }: URL): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${host}/socket.io/?EIO=4&transport=websocket`, { origin });
  socket.on("message", (message: Buffer) => {
    if (message.length === 1 && message.toString() === "2") socket.send("3");
  });
  await once(socket, "open");
  if (socket.extensions !== "") {
    socket.terminate();
    throw new Error(`the server compresses: ${socket.extensions}`);
  }
  socket.send("40");
  return socket;
}

/** What a message of that name begins with. */
export function startOf(name: "snapshot" | "delta"): string {
  return `42["${name}",`;
}
