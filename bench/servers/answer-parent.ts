import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChildMessage } from "./server-process.ts";

/**
 * The child's half of a server process. It lives as long as its parent does, however that ends.
 * @param url where the server listens
 * @param stop leaves nothing behind
 */
export function answerParent(url: string, stop: () => Promise<void>): void {
  // Ctrl-C reaches the whole group; the parent decides what it means.
  process.on("SIGINT", () => undefined);
  process.on("message", () => tell(used()));
  process.once("disconnect", () => {
    stop().then(
      () => process.exit(),
      (cause: unknown) => {
        console.error(cause);
        process.exit(1);
      },
    );
  });
  tell({ is: "listening", url });
}

export async function listenOnLoopback(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function used(): ChildMessage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { is: "used", cpuSeconds: (userCPUTime + systemCPUTime) / 1_000_000, mostMemory: 1024 * maxRSS };
}

function tell(message: ChildMessage): void {
  process.send?.(message);
}
