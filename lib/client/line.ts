import { io, type Socket } from "socket.io-client";
import type { Greeting, ScreenToServer, ServerMessage, ServerToScreen } from "#lib/protocol/messages.ts";

/** One attempt at a connection, and the connection it becomes. It ends once, and nothing comes of it afterwards. */
export interface Line {
  askForSnapshot(): void;
  hangUp(): void;
}

export interface LineListener {
  opened(): void;
  received(kind: ServerMessage["kind"], content: unknown): void;
  /** It never opened, or it broke. Not called after `hangUp`. */
  lost(): void;
  /** The server lets this page see nothing any more, and says where to go. */
  dismissed(to: string): void;
}

/** @param limit ms it may take to open */
export type Dial = (listener: LineListener, limit: number) => Line;

/** Socket.IO's end of a line, for who has more to say on it than to be told of the board. */
export type BoardSocket = Socket<ServerToScreen, ScreenToServer>;

/**
 * A line of its own for every attempt: Socket.IO's manager would keep the reconnecting to itself, with delays that lose
 * their randomness at the limit.
 *
 * @param server where to connect to; the page's own server if not given
 * @param headers for callers that are no browsers: those set the origin themselves
 * @param attend told of each line as it opens
 * @param greeting what the page wants to be shown
 */
export function createDial(
  server?: { readonly url: string; readonly headers: Record<string, string> },
  attend?: (socket: BoardSocket) => void,
  greeting: Greeting = {},
): Dial {
  const options = {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { ...greeting },
    ...(server && { extraHeaders: server.headers }),
  };
  return (listener, limit) => {
    const ownOptions = { ...options, timeout: limit };
    const socket: BoardSocket = server ? io(server.url, ownOptions) : io(ownOptions);
    const end = () => {
      clearTimeout(timer);
      socket.off();
      socket.disconnect();
    };
    const lost = () => {
      end();
      listener.lost();
    };
    // Socket.IO's time-out is for the WebSocket alone; its own handshake comes after that, and may stall as well.
    const timer = setTimeout(lost, limit);
    socket.on("connect", () => {
      clearTimeout(timer);
      listener.opened();
      attend?.(socket);
    });
    socket.on("connect_error", lost);
    socket.on("disconnect", lost);
    socket.on("snapshot", (content) => listener.received("snapshot", content));
    socket.on("delta", (content) => listener.received("delta", content));
    socket.on("heartbeat", (content) => listener.received("heartbeat", content));
    socket.on("dismissed", (to) => listener.dismissed(to));
    return { askForSnapshot: () => socket.emit("resync"), hangUp: end };
  };
}
