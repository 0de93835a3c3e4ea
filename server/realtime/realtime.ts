import { randomBytes } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import { Server, type ServerOptions } from "socket.io";
import type { BoardState } from "#lib/board/board-state.ts";
import { heartbeatInterval, type ScreenToServer, type ServerToScreen, type Site } from "#lib/protocol/messages.ts";
import type { Clock } from "#server/clock.ts";
import { type After, afterTimeout, createFrames, every } from "./frames.ts";
import { isAllowedOrigin } from "./origin.ts";
import { createPublisher } from "./publisher.ts";
import { createScreen, type Fault, type Screen } from "./screen.ts";
import { answerUpgrades } from "./upgrades.ts";

/** Where the board comes from. Listeners are told after every change, of events or of time. */
export interface BoardSource {
  state(): BoardState;
  subscribe(listener: (state: BoardState) => void): () => void;
}

/** The server's end of the live link: every screen is sent the board, then what changes of it. */
export interface Realtime {
  counts(): RealtimeCounts;
  /** Says goodbye to every screen and leaves none connected. The HTTP server stays as it is. */
  close(): Promise<void>;
}

/** Since the start, but for `screens`, which are the ones connected now. */
export interface RealtimeCounts {
  readonly screens: number;
  readonly connections: number;
  readonly deltas: number;
  /** Upgrades that were not ours to serve: a foreign origin, or another path. */
  readonly refused: number;
  /** Screens that were cut off, by reason. */
  readonly slow: number;
  readonly talkative: number;
}

export interface RealtimeParts {
  /** Its upgrades are all answered here; its requests are not touched. */
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
  const publisher = createPublisher({ epoch: randomBytes(6).toString("base64url"), site, state: projector.state() });
  const screens = new Set<Screen>();
  const seen = { connections: 0, deltas: 0, refused: 0, slow: 0, talkative: 0 };

  const count = (what: keyof typeof seen) => () => {
    seen[what] += 1;
  };
  const upgrades = answerUpgrades({ httpServer, path, after, onRefused: count("refused") });
  const io = new Server<ScreenToServer, ServerToScreen>(
    upgrades.doorbell,
    socketOptions({ allowedOrigins: parts.allowedOrigins, onRefused: count("refused") }),
  );

  io.on("connection", (socket) => {
    seen.connections += 1;
    const onFault = (fault: Fault) => count(fault)();
    const screen = createScreen({ socket, publisher, now: () => clock.now(), after, onFault });
    screens.add(screen);
    socket.on("disconnect", () => {
      screens.delete(screen);
      screen.leave();
    });
  });

  const deltas = createFrames({
    run: () => {
      const delta = publisher.publish(projector.state());
      if (delta === null) return;
      seen.deltas += 1;
      io.emit("delta", delta);
      for (const screen of screens) screen.checkBacklog();
    },
    length: () => frameLength(screens.size),
    after,
  });
  const unsubscribe = projector.subscribe(() => deltas.request());

  const stopBeating = every({
    ms: heartbeatInterval,
    run: () => {
      io.emit("heartbeat", publisher.heartbeat(clock.now()));
      for (const screen of screens) screen.beat();
    },
    after,
  });

  return {
    counts: () => ({ screens: screens.size, ...seen }),
    async close() {
      unsubscribe();
      deltas.stop();
      stopBeating();
      await io.close();
      await upgrades.close();
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

/**
 * ms between two deltas: 16 to 50 (contract). Short, because an event waits for half of it; longer with more screens,
 * because every delta is written to each of them.
 */
function frameLength(screens: number): number {
  return Math.min(50, 16 + screens / 30);
}
