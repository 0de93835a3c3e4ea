import type { Socket } from "socket.io";
import type { Heartbeat, ScreenToServer, ServerToScreen, Snapshot } from "#lib/protocol/messages.ts";

/** What leads to one screen. */
export interface ScreenWire {
  /** Gets what goes on these channels from now on, and on no others. */
  tune(channels: readonly string[]): void;
  snapshot(content: Snapshot): void;
  heartbeat(content: Heartbeat): void;
  /** ms it has been open. */
  age(): number;
  /** Bytes the screen was sent and its connection has not taken. */
  pendingBytes(): number;
  /** Ends the connection at once, with whatever still waits for it. */
  cut(): void;
}

export function wireOf(socket: Socket<ScreenToServer, ServerToScreen>): ScreenWire {
  // The engine holds packets back while the connection takes none; what it has let go of, Node may still hold.
  let heldBack = 0;
  const openedAt = performance.now();
  socket.conn.on("packetCreate", (packet: { readonly data?: string | Buffer }) => {
    heldBack += packet.data?.length ?? 0;
  });
  socket.conn.on("flush", () => {
    heldBack = 0;
  });
  let tuned: readonly string[] = [];
  return {
    tune(channels) {
      for (const channel of tuned) void socket.leave(channel);
      void socket.join([...channels]);
      tuned = channels;
    },
    snapshot: (content) => void socket.emit("snapshot", content),
    heartbeat: (content) => void socket.emit("heartbeat", content),
    age: () => Math.round(performance.now() - openedAt),
    pendingBytes: () => heldBack + socket.request.socket.writableLength,
    // Not a closing handshake, which would queue behind the backlog it is to get rid of; and not an orderly end either,
    // before which the system still sends the megabytes it has taken.
    cut: () => void socket.request.socket.resetAndDestroy(),
  };
}
