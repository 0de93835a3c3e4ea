import { createArrivals } from "./arrivals.ts";
import { openBoardSocket, startOf } from "./board-socket.ts";
import type { OpenScreen } from "./screen.ts";

const delta = startOf("delta");
const snapshot = startOf("snapshot");

/** A screen of Ringside that costs this process little: a thousand of them must not be what is measured. */
export const openLightScreen: OpenScreen = async (url) => {
  const socket = await openBoardSocket(url);
  const arrivals = createArrivals();
  await new Promise<void>((resolve, reject) => {
    socket.on("close", () => reject(new Error("a screen was not let in")));
    socket.on("message", (message: Buffer) => {
      const text = message.toString();
      if (text.startsWith(delta)) {
        const { rev }: { rev: number } = JSON.parse(text.slice(delta.length, -1));
        arrivals.note(rev);
      } else if (text.startsWith(snapshot)) resolve();
    });
  });
  return { arrivals, close: () => socket.terminate() };
};
