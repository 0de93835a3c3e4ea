import type { AgentStatus, Board, LiveCall } from "#lib/board/board.ts";
import type { RingsFor } from "#lib/wall/ringing.ts";

/** Since when a card is what it is: ISO 8601. */
export type LivePart =
  | { readonly kind: "ringing"; readonly since: string }
  | { readonly kind: "talking"; readonly since: string }
  | { readonly kind: "dialing"; readonly since: string };

/** It was `was`, and how that came to its end. `at`: when this screen learned of it, the server's ms. */
export interface EndedPart {
  readonly kind: "ended";
  readonly at: number;
  readonly was: LivePart;
  readonly how: CardEnd;
}

/** One call that concerns this phone: as long as it does, and 10 s longer. */
export interface DeskCard {
  readonly callId: string;
  readonly startedAt: string;
  readonly direction: LiveCall["direction"];
  readonly caller: string;
  readonly callerName: string | null;
  /** What the phone rang for; as first seen, because a conversation forgets it. */
  readonly line: RingsFor;
  /** Since when the caller waits or waited, for as long as the board told it. */
  readonly waitingSince: string | null;
  readonly answeredAt: string | null;
  /** Other extensions that ring for this call now. */
  readonly others: readonly string[];
  readonly part: LivePart | EndedPart;
}

/** How a call came to its end for one phone, as far as the board tells. */
export type CardEnd =
  /** Somebody else took it. */
  | { readonly kind: "answered"; readonly by: string }
  /** This phone stopped ringing, nobody answered yet. */
  | { readonly kind: "rang-out" }
  | { readonly kind: "hung-up" }
  | { readonly kind: "transferred"; readonly to: string }
  /** The caller was sent back to a queue, or to a menu. */
  | { readonly kind: "sent-on"; readonly place: "queue" | "ivr"; readonly to: string }
  /** Handed on, nobody was seen to take it. */
  | { readonly kind: "handed-on" }
  /** Another conversation began on this phone. */
  | { readonly kind: "moved-on" }
  | { readonly kind: "over"; readonly talkSeconds: number | null }
  | { readonly kind: "no-answer" }
  /** No end was told, and there has been no sign of life for too long. */
  | { readonly kind: "unclear" };

/** What a phone's cards are read from. `talked`: seconds that were counted for it since the last board. */
export interface Sight {
  readonly board: Board;
  readonly extension: string;
  readonly agent: AgentStatus | null;
  readonly now: number;
  readonly talked: number;
}
