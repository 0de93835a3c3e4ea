import { once } from "node:events";
import type { Server } from "node:http";

const LOOK_INTERVAL_MS = 20;

/**
 * Takes no new connection, lets every request that is under way be answered, and resolves when the last connection is
 * closed. Those still open after `deadline` ms are cut off.
 */
export async function drain(server: Server, deadline: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  // A connection that falls idle only now would be kept alive for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_INTERVAL_MS);
  const cutOff = setTimeout(() => server.closeAllConnections(), deadline);
  await closed;
  clearInterval(idle);
  clearTimeout(cutOff);
}
