import type { Dial, LineListener } from "#lib/client/line.ts";
import type { ServerMessage } from "#lib/protocol/messages.ts";
import type { VirtualTime } from "./virtual-time.ts";

/**
 * - `open`: connections open and carry messages.
 * - `refusing`: nobody answers the door; connections that are open stay so.
 * - `black-hole`: whatever is sent either way vanishes, and nobody is told.
 */
export type Condition = "open" | "refusing" | "black-hole";

/** What befalls the messages of an open connection; a real one would do none of it. */
export interface Faults {
  /** Probability that a message is lost. */
  readonly lost: number;
  /** Probability that it comes twice. */
  readonly doubled: number;
  /** ms it takes at most; what takes longer than its successor comes after it. */
  readonly delay: number;
}

export const faultless: Faults = { lost: 0, doubled: 0, delay: 0 };

/** One connection as the server sees it. */
export interface ServerEnd {
  send(kind: ServerMessage["kind"], content: unknown): void;
  cut(): void;
}

/** What the server makes of a connection. */
export interface Served {
  heard(name: string): void;
  leave(): void;
}

/** A link between one screen and a server that fails in every way it is told to, the same way for the same numbers. */
export interface LossyLink {
  readonly dial: Dial;
  become(condition: Condition, faults?: Faults): void;
  /** Breaks the open connection; both ends notice. */
  cut(): void;
}

interface Connection {
  open: boolean;
  ended: boolean;
  served: Served | null;
}

/**
 * @param parts.random from 0 to 1
 * @param parts.accept the server, told of a connection when it opens
 */
export function createLossyLink(parts: {
  time: Pick<VirtualTime, "after">;
  random(): number;
  accept(end: ServerEnd): Served;
}): LossyLink {
  const { time, random, accept } = parts;
  let condition: Condition = "open";
  let faults = faultless;
  let latest: { readonly connection: Connection; readonly listener: LineListener } | null = null;

  /** Content travels as text, as it does on a real link. */
  const carry = (connection: Connection, content: unknown, deliver: (content: unknown) => void) => {
    const text = JSON.stringify(content) ?? "null";
    if (condition === "black-hole" || random() < faults.lost) return;
    for (let copies = random() < faults.doubled ? 2 : 1; copies > 0; copies -= 1) {
      time.after(1 + random() * faults.delay, () => {
        if (!connection.ended && condition !== "black-hole") deliver(JSON.parse(text));
      });
    }
  };
  const end = (connection: Connection) => {
    connection.ended = true;
    // Into a black hole nobody hears the other hang up.
    if (condition !== "black-hole") connection.served?.leave();
  };
  const lose = (connection: Connection, listener: LineListener) => {
    if (connection.ended) return;
    end(connection);
    listener.lost();
  };
  const open = (connection: Connection, listener: LineListener) => {
    if (connection.ended || condition === "black-hole") return;
    if (condition === "refusing") return lose(connection, listener);
    connection.open = true;
    listener.opened();
    connection.served = accept({
      send: (kind, content) => carry(connection, content, (arrived) => listener.received(kind, arrived)),
      cut: () => lose(connection, listener),
    });
  };

  return {
    dial(listener, limit) {
      const connection: Connection = { open: false, ended: false, served: null };
      latest = { connection, listener };
      time.after(1, () => open(connection, listener));
      time.after(limit, () => {
        if (!connection.open) lose(connection, listener);
      });
      return {
        askForSnapshot: () => carry(connection, null, () => connection.served?.heard("resync")),
        hangUp: () => end(connection),
      };
    },
    become(next, nextFaults = faultless) {
      condition = next;
      faults = nextFaults;
    },
    cut() {
      if (latest?.connection.open) lose(latest.connection, latest.listener);
    },
  };
}
