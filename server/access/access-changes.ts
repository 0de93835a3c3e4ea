import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import type { EndedRight } from "./gatekeeper.ts";

/** What another server or program may have changed. Of one's own one may be told, too. */
export type AccessChange =
  | EndedRight
  /** The webhook's. */
  | { readonly of: "keys" }
  /** A screen is to do something. @property by the server that says so */
  | { readonly of: "command"; readonly by: string; readonly screenId: string; readonly command: ScreenCommand };

/** @param change null: anything may have changed. Where it rejects, it is told once more */
export type HearChange = (change: AccessChange | null) => void | Promise<void>;

/** Tells what is changed elsewhere in where accounts, sessions, screens and keys are kept. */
export interface AccessChanges {
  subscribe(listener: HearChange): () => void;
  /** Tells of what was changed before it was called. Rejects where that failed; then the next one tells. */
  look(): Promise<void>;
  close(): void;
}

/** Who wants to be told, for those who tell. */
export function createHearers() {
  const hearers = new Set<HearChange>();
  return {
    subscribe(hearer: HearChange) {
      hearers.add(hearer);
      return () => hearers.delete(hearer);
    },
    async tell(change: AccessChange | null): Promise<void> {
      for (const hear of [...hearers]) await hear(change);
    },
  };
}

/** Where nobody else changes anything. */
export const noChanges: AccessChanges = {
  subscribe: () => () => undefined,
  look: async () => undefined,
  close: () => undefined,
};
