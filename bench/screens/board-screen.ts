import { io, type Socket } from "socket.io-client";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { createArrivals } from "./arrivals.ts";
import type { OpenScreen } from "./screen.ts";

/** A screen of Ringside, by the client that browsers use. */
export const openBoardScreen: OpenScreen = async ({ origin }) => {
  const socket: Socket<ServerToScreen, ScreenToServer> = io(origin, {
    transports: ["websocket"],
    extraHeaders: { origin },
    forceNew: true,
    reconnection: false,
  });
  const arrivals = createArrivals();
  socket.on("delta", ({ rev }) => arrivals.note(rev));
  await new Promise<void>((resolve, reject) => {
    socket.once("snapshot", () => resolve());
    socket.once("connect_error", reject);
  });
  return { arrivals, close: () => void socket.disconnect() };
};
