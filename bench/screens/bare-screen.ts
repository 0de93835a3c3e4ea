import { once } from "node:events";
import { WebSocket } from "ws";
import { createArrivals } from "./arrivals.ts";
import type { OpenScreen } from "./screen.ts";

/** A screen of the floor: a WebSocket whose messages are parsed, and nothing else. */
export const openBareScreen: OpenScreen = async ({ host }) => {
  const socket = new WebSocket(`ws://${host}`, { perMessageDeflate: false });
  const arrivals = createArrivals();
  socket.on("message", (data: Buffer) => {
    const { rev }: { rev: number } = JSON.parse(data.toString());
    arrivals.note(rev);
  });
  await once(socket, "open");
  return { arrivals, close: () => socket.terminate() };
};
