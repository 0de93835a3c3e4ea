import type { Heartbeat, Snapshot } from "#lib/protocol/messages.ts";

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
