import { randomBytes } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import { Server, type ServerOptions } from "socket.io";
import type { Arrival } from "#lib/protocol/api/connection-answers.ts";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import type { Gatekeeper } from "#server/access/gatekeeper.ts";
import type { ScreenPresence } from "#server/access/screen-presence.ts";
import type { Clock } from "#server/clock.ts";
import type { HostRule } from "#server/http/known-hosts.ts";
import { isAllowedOrigin } from "#server/http/page-origin.ts";
import type { Logger } from "#server/log.ts";
import { type After, every, systemTimers } from "#server/timers.ts";
import type { ServedBy } from "./audience-group.ts";
import { type BoardSource, type BroadcastCounts, createBroadcast } from "./broadcast.ts";
import { createLatencyBook, type LatencyHistogram } from "./latency-histogram.ts";
import { createOpaqueNames } from "./opaque-names.ts";
import { createPublisher } from "./publisher.ts";
import { arrivalsChannel, createReception } from "./reception.ts";
import { answerUpgrades } from "./upgrades.ts";
import { createWires } from "./wires.ts";

/** The server's end of the live link: every screen is sent what it may see of the board, then what changes of it. */
export interface Realtime {
  counts(): RealtimeCounts;
  /** From webhook to painted frame, as screens measure it. */
  latency(): LatencyHistogram;
  /** Parts from every screen and leaves none connected. The HTTP server stays as it is. */
  close(): Promise<void>;
}

export interface RealtimeCounts extends BroadcastCounts {
  /** Upgrades that were not to be served: from a foreign origin, for another host, or for another path. */
  readonly refused: number;
  /** Messages that their senders may not send. */
  readonly forbidden: number;
}

export interface RealtimeParts {
  /** Its upgrades are all answered here; its requests are left alone. */
  readonly httpServer: HttpServer;
  readonly projector: BoardSource;
  readonly gatekeeper: Gatekeeper;
  /** Is told which screens are there. */
  readonly presence: ScreenPresence | null;
  /** What comes to the webhook, for admins who ask. */
  readonly arrivals: { subscribe(listener: (arrival: Arrival) => void): () => void } | null;
  readonly clock: Clock;
  readonly servedBy: ServedBy;
  /** Origins besides the server's own whose pages may connect, as browsers write them: `https://board.example`. */
  readonly allowedOrigins: ReadonlySet<string>;
  readonly isKnownHost: HostRule;
  readonly log: Logger;
  readonly after?: After;
  /** Called for each publication that comes of deliveries: seconds since the first of them. */
  readonly onPublished?: (seconds: number) => void;
}

/** ms between two looks at the rights of all who are connected; one that is ended is looked at when it ends. */
const lookInterval = 60_000;

export function createRealtime(parts: RealtimeParts): Realtime {
  const { httpServer, projector, clock, gatekeeper, presence, log, after = systemTimers.after } = parts;
  let refused = 0;
  const onRefused = () => {
    refused += 1;
  };

  const upgrades = answerUpgrades({ httpServer, path, after, onRefused });
  const io = new Server<ScreenToServer, ServerToScreen>(
    upgrades.doorbell,
    socketOptions({ ...parts, onRefused, isCurrent: () => projector.current?.() ?? true }),
  );
  const wires = createWires();
  const broadcast = createBroadcast({
    publisher: createPublisher({
      epoch: randomBytes(6).toString("base64url"),
      servedBy: parts.servedBy,
      state: projector.state(),
      nameOf: createOpaqueNames(),
    }),
    source: projector,
    toMany: wires.toMany,
    clock,
    uptime: () => Math.round(performance.now()),
    after,
    ...(parts.onPublished && { onPublished: parts.onPublished }),
  });
  const latencies = createLatencyBook(clock);
  const reception = createReception({ wires, broadcast, gatekeeper, presence, latencies, clock, after, log });
  io.on("connection", reception.receive);
  const stopLooking = every({ ms: lookInterval, run: reception.lookAround, after });
  const stopTelling = parts.arrivals?.subscribe((arrival) => {
    // Every delivery is told here, and mostly nobody looks.
    if (io.of("/").adapter.rooms.has(arrivalsChannel)) io.to(arrivalsChannel).emit("arrival", arrival);
  });

  return {
    counts: () => ({ ...broadcast.counts(), refused, forbidden: reception.forbidden() }),
    latency: latencies.histogram,
    async close() {
      stopTelling?.();
      stopLooking();
      reception.close();
      broadcast.close();
      await upgrades.close(() => io.close());
    },
  };
}

const path = "/socket.io";

function socketOptions(parts: {
  allowedOrigins: ReadonlySet<string>;
  isKnownHost: HostRule;
  isCurrent(): boolean;
  onRefused(): void;
}): Partial<ServerOptions> {
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
      const allowed =
        parts.isKnownHost(headers.host) &&
        isAllowedOrigin({ origin: headers.origin, host: headers.host }, parts.allowedOrigins);
      if (!allowed) parts.onRefused();
      else if (!parts.isCurrent()) return answer("the board is not current", false);
      answer(allowed ? null : "foreign page", allowed);
    },
  };
}
