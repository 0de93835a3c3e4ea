import { create } from "zustand";
import type { Board } from "#lib/board/board.ts";
import type { Site } from "#lib/protocol/messages.ts";

export type LinkPhase = "connecting" | "connected" | "disconnected";

/**
 * What this screen knows of the board, and how well it knows it. The connection writes it, components read it,
 * each with a selector as narrow as it can be: records that did not change keep their identity.
 */
export interface BoardLink {
  /** null before the first snapshot. Kept, as last known, while the link is down. */
  readonly board: Board | null;
  readonly site: Site | null;
  /** When the phone system last spoke, ISO 8601 on the server's clock; null if it never has. */
  readonly lastEventAt: string | null;
  /** When the first of the deliveries that the board changed by was received, ISO 8601 on the server's clock; null: by none. */
  readonly since: string | null;
  readonly phase: LinkPhase;
  /** When this page began to listen, ms on this browser's clock; null until then. */
  readonly openedAt: number | null;
  /**
   * When the last message came that proved the board current, ms on this browser's clock. A message that shows a gap
   * does not count: until the gap is closed the figures are as old as they were.
   */
  readonly lastMessageAt: number | null;
  /** ms to add to this browser's clock to get the server's. */
  readonly clockOffset: number;
}

const unlinked: BoardLink = {
  board: null,
  site: null,
  lastEventAt: null,
  since: null,
  phase: "connecting",
  openedAt: null,
  lastMessageAt: null,
  clockOffset: 0,
};

export const useBoardLink = create<BoardLink>()(() => unlinked);
