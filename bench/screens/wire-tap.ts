import { on, once } from "node:events";
import { WebSocket } from "ws";

/** A screen that weighs what it is sent: the text of every message, as the WebSocket carries it. */
export interface WireTap {
  /** The next message of that name, in bytes. */
  next(name: "snapshot" | "delta"): Promise<number>;
  close(): void;
}

/** Speaks just enough of Socket.IO's protocol (Engine.IO 4) to be sent what a screen is sent. */
export async function openWireTap({ origin, host }: URL): Promise<WireTap> {
  const socket = new WebSocket(`ws://${host}/socket.io/?EIO=4&transport=websocket`, { origin });
  const messages = on(socket, "message", { close: ["close"] });
  await once(socket, "open");
  socket.send("40");
  return {
    async next(name) {
      const start = `42["${name}",`;
      for (;;) {
        const { done, value } = await messages.next();
        if (done === true) throw new Error(`the connection ended before a ${name} came`);
        const message: Buffer = value[0];
        if (message.toString("latin1", 0, start.length) === start) return message.length;
        if (message.toString() === "2") socket.send("3");
      }
    },
    close: () => socket.terminate(),
  };
}
