import { createServer, type Server as HttpServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { originForm } from "#server/http/request-target.ts";
import type { After } from "#server/timers.ts";

/** The one who answers every upgrade of an HTTP server. */
export interface Upgrades {
  /**
   * Stands for the HTTP server towards Socket.IO, and never listens: it is passed the upgrades of one path. Given the
   * real server, Socket.IO would take over its requests, leave unknown upgrades hanging for a second, and close it.
   */
  readonly doorbell: HttpServer;
  /**
   * Takes no more of them, lets `part` say goodbye, and resolves when every connection they led to is closed: by this
   * side, if the other takes too long.
   */
  close(part: () => Promise<void>): Promise<void>;
}

/** ms a screen has to say goodbye in. */
const goodbye = 500;

export function answerUpgrades(parts: {
  httpServer: HttpServer;
  path: string;
  after: After;
  onRefused(): void;
}): Upgrades {
  const { httpServer, path, after, onRefused } = parts;
  const doorbell = createServer();
  const wires = new Set<Duplex>();

  const answer = (request: IncomingMessage, wire: Duplex, head: Buffer) => {
    const url = originForm(request.url ?? "/");
    Object.assign(request, { url });
    if (!url.startsWith(`${path}/`)) {
      onRefused();
      return refuse(wire);
    }
    wires.add(wire);
    wire.once("close", () => wires.delete(wire));
    doorbell.emit("upgrade", request, wire, head);
  };
  httpServer.on("upgrade", answer);

  return {
    doorbell,
    async close(part) {
      httpServer.off("upgrade", answer);
      await part();
      const closed = [...wires].map((wire) => new Promise<void>((resolve) => wire.once("close", () => resolve())));
      const cancel = after(goodbye, () => {
        for (const wire of wires) wire.destroy();
      });
      await Promise.all(closed);
      cancel();
    },
  };
}

function refuse(wire: Duplex): void {
  // The other side may be gone already, which must not end the process.
  wire.on("error", () => wire.destroy());
  wire.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", () => wire.destroy());
}
