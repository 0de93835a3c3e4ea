import { randomBytes } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import { Server, type ServerOptions } from "socket.io";
import type { ScreenToServer, ServerToScreen, Site } from "#lib/protocol/messages.ts";
import type { Clock } from "#server/clock.ts";
import { isAllowedOrigin } from "#server/http/page-origin.ts";
import { type BoardSource, type BroadcastCounts, createBroadcast } from "./broadcast.ts";
import { type After, afterTimeout } from "./frames.ts";
import { createPublisher } from "./publisher.ts";
import { wireOf } from "./screen-wire.ts";
import { answerUpgrades } from "./upgrades.ts";

/** The server's end of the live link: every screen is sent the board, then what changes of it, over Socket.IO. */
export interface Realtime {
  counts(): RealtimeCounts;
  /** Parts from every screen and leaves none connected. The HTTP server stays as it is. */
  close(): Promise<void>;
}

export interface RealtimeCounts extends BroadcastCounts {
  /** Upgrades that were not to be served: from a foreign origin, or for another path. */
  readonly refused: number;
}

export interface RealtimeParts {
  /** Its upgrades are all answered here; its requests are left alone. */
  readonly httpServer: HttpServer;
  readonly projector: BoardSource;
  readonly clock: Clock;
  readonly site: Site;
  /** Origins besides the server's own whose pages may connect, as browsers write them: `https://board.example`. */
  readonly allowedOrigins: readonly string[];
  readonly after?: After;
}

export function createRealtime(parts: RealtimeParts): Realtime {
  const { httpServer, projector, clock, site, after = afterTimeout } = parts;
  let refused = 0;
  const onRefused = () => {
    refused += 1;
  };

  const upgrades = answerUpgrades({ httpServer, path, after, onRefused });
  const io = new Server<ScreenToServer, ServerToScreen>(
    upgrades.doorbell,
    socketOptions({ allowedOrigins: parts.allowedOrigins, onRefused }),
  );
  const broadcast = createBroadcast({
    publisher: createPublisher({ epoch: randomBytes(6).toString("base64url"), site, state: projector.state() }),
    source: projector,
    toAll: {
      delta: (content) => io.emit("delta", content),
      heartbeat: (content) => io.emit("heartbeat", content),
    },
    clock,
    after,
  });
  io.on("connection", (socket) => {
    const screen = broadcast.join(wireOf(socket));
    socket.onAny((name: string) => screen.heard(name));
    socket.on("disconnect", () => screen.leave());
  });

  return {
    counts: () => ({ ...broadcast.counts(), refused }),
    async close() {
      broadcast.close();
      await upgrades.close(() => io.close());
    },
  };
}

const path = "/socket.io";

function socketOptions(parts: { allowedOrigins: readonly string[]; onRefused(): void }): Partial<ServerOptions> {
  const listed = new Set(parts.allowedOrigins);
  return {
    path,
    transports: ["websocket"],
    allowUpgrades: false,
    serveClient: false,
    perMessageDeflate: false,
    // What a screen says is a few bytes.
    maxHttpBufferSize: 4096,
    connectTimeout: 5000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: ({ headers }, answer) => {
      const allowed = isAllowedOrigin({ origin: headers.origin, host: headers.host }, listed);
      if (!allowed) parts.onRefused();
      answer(allowed ? null : "foreign origin", allowed);
    },
  };
}
