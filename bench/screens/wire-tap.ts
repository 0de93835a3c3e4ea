import { on } from "node:events";
import { openBoardSocket, startOf } from "./board-socket.ts";

/** A screen that weighs what it is sent: the text of every message, as the WebSocket carries it. */
export interface WireTap {
  /** The next message of that name, in bytes. */
  next(name: "snapshot" | "delta"): Promise<number>;
  close(): void;
}

export async function openWireTap(url: URL): Promise<WireTap> {
  const socket = await openBoardSocket(url);
  const messages = on(socket, "message", { close: ["close"] });
  return {
    async next(name) {
      const start = startOf(name);
      for (;;) {
        const { done, value } = await messages.next();
        if (done === true) throw new Error(`the connection ended before a ${name} came`);
        const message: Buffer = value[0];
        if (message.toString("latin1", 0, start.length) === start) return message.length;
      }
    },
    close: () => socket.terminate(),
  };
}
