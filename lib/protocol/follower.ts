import { readServerMessage, type ServerMessage } from "./messages.ts";
import { type Replica, receive } from "./replica.ts";

/** A screen's half of the protocol: its replica, and whether a snapshot is on its way. */
export interface Follower {
  readonly replica: Replica | null;
  /** Heartbeats that came since a snapshot was asked for and still showed the gap; null when none is awaited. */
  readonly heartbeatsWaited: number | null;
}

export const newFollower: Follower = { replica: null, heartbeatsWaited: null };

/** A connection begins with a snapshot: it need not be asked for, only missed when it does not come. */
export function startConnection(follower: Follower): Follower {
  return { ...follower, heartbeatsWaited: 0 };
}

export interface Step {
  readonly follower: Follower;
  /** What came, read; null when it was no message of this protocol. */
  readonly message: ServerMessage | null;
  /** Whether the message proved the replica equal to the server's board as it was sent. */
  readonly current: boolean;
  /** Whether to send `resync` now. */
  readonly ask: boolean;
}

/** Takes what came under the name `kind`. Whatever it is, the replica stays a board the server once had. */
export function follow(follower: Follower, kind: ServerMessage["kind"], content: unknown): Step {
  const message = readServerMessage(kind, content);
  const reception = message === null ? unreadable : receive(follower.replica, message);
  switch (reception.kind) {
    case "current":
      return { follower: { replica: reception.replica, heartbeatsWaited: null }, message, current: true, ask: false };
    case "old":
      return { follower, message, current: false, ask: false };
    case "gap":
      return { ...closeGap(follower, kind), message, current: false };
  }
}

/** It may have been the one message that mattered. */
const unreadable = { kind: "gap" } as const;

/** Heartbeats a snapshot is waited for before it is asked for again: the first may have been on its way already. */
const patience = 2;

/** One request at a time, however many messages show the same gap. */
function closeGap(follower: Follower, kind: ServerMessage["kind"]): Pick<Step, "follower" | "ask"> {
  if (follower.heartbeatsWaited === null) return { follower: { ...follower, heartbeatsWaited: 0 }, ask: true };
  if (kind !== "heartbeat") return { follower, ask: false };
  const waited = follower.heartbeatsWaited + 1;
  if (waited < patience) return { follower: { ...follower, heartbeatsWaited: waited }, ask: false };
  return { follower: { ...follower, heartbeatsWaited: 0 }, ask: true };
}
