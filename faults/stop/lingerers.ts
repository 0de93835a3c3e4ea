import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { webhookKey } from "../ground/server-process.ts";

/** Connections that a stop must not wait for: some that say nothing, and perhaps a request that never comes to its end. */
export async function openLingerers(url: string, withHalfSent: boolean): Promise<readonly Socket[]> {
  const { hostname, port } = new URL(url);
  const open = async () => {
    const socket = connect(Number(port), hostname);
    // The server cuts it off: that is what it is there for.
    socket.on("error", () => undefined);
    await once(socket, "connect");
    return socket;
  };
  const [idle, kept, half] = [await open(), await open(), await open()];
  kept.write("GET /api/health?check=live HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(kept, "data");
  if (withHalfSent)
    half.write(`POST /api/webhook/${webhookKey} HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\n{"Ev`);
  else half.destroy();
  return [idle, kept, half];
}
