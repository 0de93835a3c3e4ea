import type { Socket } from "socket.io";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import type { ToMany } from "./broadcast.ts";
import { everybody } from "./publisher.ts";
import type { ScreenWire } from "./screen-wire.ts";
import { textFrame } from "./text-frame.ts";

type ScreenSocket = Socket<ScreenToServer, ServerToScreen>;

/** What leads to the screens: each by a wire of its own, and many at once by the channels to which wires are tuned. */
export interface Wires {
  wireOf(socket: ScreenSocket): ScreenWire;
  readonly toMany: ToMany;
}

/** Something that is sent to many. */
interface Message {
  /** As it goes over the line. */
  readonly frame: Buffer;
  /** The same by way of Socket.IO. */
  emit(socket: ScreenSocket): void;
}

type Line = (message: Message) => void;

/**
 * Socket.IO's own rooms cost a message to a screen as much again as the system takes to send it. So what goes to many is
 * made a frame once, and that is written to each connection; only where the engine still holds packets back, it has to
 * wait behind them.
 */
export function createWires(): Wires {
  const channels = new Map<string, Set<Line>>();

  function tune(line: Line, former: readonly string[], next: readonly string[]): void {
    for (const channel of former) {
      const lines = channels.get(channel);
      lines?.delete(line);
      if (lines?.size === 0) channels.delete(channel);
    }
    for (const channel of next) channels.set(channel, (channels.get(channel) ?? new Set()).add(line));
  }

  function sendTo(channel: string, except: readonly string[], message: Message): void {
    const others = except.flatMap((one) => channels.get(one) ?? []);
    for (const line of channels.get(channel) ?? []) if (!others.some((lines) => lines.has(line))) line(message);
  }

  return {
    wireOf(socket) {
      const { conn } = socket;
      const connection = socket.request.socket;
      const openedAt = performance.now();
      // The engine holds packets back while the connection takes none; what it has let go of, Node may still hold.
      let heldBack = 0;
      conn.on("packetCreate", (packet: { readonly data?: string | Buffer }) => {
        heldBack += packet.data?.length ?? 0;
      });
      conn.on("flush", () => {
        heldBack = 0;
      });

      const line: Line = ({ frame, emit }) => {
        if (heldBack > 0) emit(socket);
        else if (conn.readyState === "open" && connection.writable) connection.write(frame);
      };
      let tuned: readonly string[] = [];
      const tuneTo = (next: readonly string[]) => {
        tune(line, tuned, next);
        tuned = next;
      };
      socket.on("disconnect", () => tuneTo([]));

      return {
        tune: tuneTo,
        snapshot: (content) => void socket.emit("snapshot", content),
        heartbeat: (content) => void socket.emit("heartbeat", content),
        age: () => Math.round(performance.now() - openedAt),
        pendingBytes: () => heldBack + connection.writableLength,
        // Not a closing handshake, which would queue behind the backlog it is to get rid of; and not an orderly end either,
        // before which the system still sends the megabytes it has taken.
        cut: () => void connection.resetAndDestroy(),
      };
    },
    toMany: {
      post(post) {
        if (post.kind === "delta") sendTo(post.to, post.except, messageOf("delta", post.content));
        else sendTo(post.to, post.except, messageOf("snapshot", post.content));
      },
      heartbeat: (content) => sendTo(everybody, [], messageOf("heartbeat", content)),
    },
  };
}

function messageOf<Name extends "delta" | "snapshot" | "heartbeat">(
  name: Name,
  ...content: Parameters<ServerToScreen[Name]>
): Message {
  return {
    // Engine.IO's and Socket.IO's word for a message and an event.
    frame: textFrame(`42${JSON.stringify([name, ...content])}`),
    emit: (socket) => void socket.emit(name, ...content),
  };
}
