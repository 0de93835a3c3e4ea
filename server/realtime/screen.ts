import type { Socket } from "socket.io";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { type After, createFrames } from "./frames.ts";
import type { Publisher } from "./publisher.ts";

export type ScreenSocket = Socket<ScreenToServer, ServerToScreen>;

/** One connected screen, as far as it differs from all others. */
export interface Screen {
  /** To be called after each delta: cuts the screen off when too much waits for it. */
  checkBacklog(): void;
  /** To be called after each heartbeat. */
  beat(): void;
  leave(): void;
}

export type Fault = "slow" | "talkative";

/** Bytes that may wait for one screen. */
export const backlogLimit = 1024 * 1024;

/** Messages a screen may send between two heartbeats; it has reason for one at most. */
export const talkLimit = 20;

/** ms between two snapshots one screen gets. */
const snapshotInterval = 1000;

/**
 * Greets the screen as every connection begins, with the whole board; the heartbeat behind it tells it the time.
 *
 * @param parts.onFault called once when the screen has been cut off for it
 */
export function createScreen(parts: {
  socket: ScreenSocket;
  publisher: Publisher;
  now(): number;
  after: After;
  onFault(fault: Fault): void;
}): Screen {
  const { socket, publisher } = parts;
  const pending = pendingBytes(socket);
  let heard = 0;
  let faulty = false;

  const cutOff = (fault: Fault) => {
    if (faulty) return;
    faulty = true;
    // Not a closing handshake: that would queue behind the backlog it is to get rid of.
    socket.request.socket.destroy();
    parts.onFault(fault);
  };

  const snapshots = createFrames({
    run: () => void socket.emit("snapshot", publisher.snapshot()),
    length: () => snapshotInterval,
    after: parts.after,
  });
  socket.onAny(() => {
    heard += 1;
    if (heard > talkLimit) cutOff("talkative");
  });
  socket.on("resync", () => snapshots.request());

  snapshots.request();
  socket.emit("heartbeat", publisher.heartbeat(parts.now()));

  const checkBacklog = () => {
    if (pending() > backlogLimit) cutOff("slow");
  };
  return {
    checkBacklog,
    beat() {
      checkBacklog();
      heard = 0;
    },
    leave: () => snapshots.stop(),
  };
}

/** Bytes a screen has been sent and its connection has not taken: what the engine holds back, and what Node does. */
function pendingBytes(socket: ScreenSocket): () => number {
  let heldBack = 0;
  socket.conn.on("packetCreate", (packet: { readonly data?: string | Buffer }) => {
    heldBack += packet.data?.length ?? 0;
  });
  socket.conn.on("flush", () => {
    heldBack = 0;
  });
  return () => heldBack + socket.request.socket.writableLength;
}
