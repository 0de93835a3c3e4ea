import type { Principal } from "#lib/access/principal.ts";

/** Knows which screen a token was given to. */
export interface ScreenTokens {
  /** null: it is no screen's, or no longer. Never rejects for what a token holds. */
  principalOf(token: string): Principal | null | Promise<Principal | null>;
  /** The listener is told of each screen whose right has ended, or whose name or board has changed. */
  subscribe(listener: (screenId: string) => void): () => void;
}
