import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * All that has arrived is read in one turn of the event loop, however much it is; beyond `most` requests the rest stays
 * where it is, with the system, until those are worked on.
 */
export function boundTurns(server: Server, most: number): void {
  const open = new Set<Socket>();
  let held: readonly Socket[] = [];
  let begun = 0;

  const endTurn = () => {
    begun = 0;
    for (const socket of held) socket.resume();
    held = [];
  };
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.on("request", ({ socket }) => {
    begun += 1;
    if (begun === 1) setImmediate(endTurn);
    if (begun !== most) return;
    held = [...open].filter((other) => other !== socket && !other.isPaused());
    for (const other of held) other.pause();
  });
}
