import type { Socket } from "socket.io";
import type { Heartbeat, ScreenToServer, ServerToScreen, Snapshot } from "#lib/protocol/messages.ts";

/** What leads to one screen. */
export interface ScreenWire {
  /** Gets what goes on these channels from now on, and on no others. */
  tune(channels: readonly string[]): void;
  snapshot(content: Snapshot): void;
  heartbeat(content: Heartbeat): void;
  /** Bytes the screen was sent and its connection has not taken. */
  pendingBytes(): number;
  /** Ends the connection at once, with whatever still waits for it. */
  cut(): void;
}

export function wireOf(socket: Socket<ScreenToServer, ServerToScreen>): ScreenWire {
  // The engine holds packets back while the connection takes none; what it has let go of, Node may still hold.
  let heldBack = 0;
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
    pendingBytes: () => heldBack + socket.request.socket.writableLength,
    // Not a closing handshake, which would queue behind the backlog it is to get rid of.
    cut: () => void socket.request.socket.destroy(),
  };
}
