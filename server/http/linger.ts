import type { Socket } from "node:net";

/** How long who is refused before everything was read gets to read why. */
export const LINGER_MS = 1_000;
/** 64 times what is read of a connection at once. */
const MOST_DROPPED = 4 * 1024 * 1024;

/** From now on what comes is dropped unparsed; nobody is told of it. */
export function stopParsing(socket: Socket): void {
  socket.removeAllListeners("data");
  // Node would end our half with the other, and drop the answers that still wait.
  socket.removeAllListeners("end");
  // Node's own reading past the streams ends as somebody listens.
  socket.on("data", () => undefined);
  socket.pause();
}

/**
 * Ends our half, and drops what still comes until the other half ends too. Closing with something unread would reset the
 * connection, and take answers with it that are still on their way; reading on for ever is what the sender may be after.
 */
export function endLingering(socket: Socket): void {
  if (socket.destroyed) return;
  let left = MOST_DROPPED;
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
  socket.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) socket.destroy();
  });
  socket.end();
  socket.resume();
}
