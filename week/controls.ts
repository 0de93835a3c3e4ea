import { foldEntry } from "#lib/board/fold.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Dial } from "#lib/client/line.ts";
import { blindToGaps } from "#lib/testing/blind-to-gaps.ts";
import type { Fold } from "#server/projector/guarded-fold.ts";

/** What of the product, or of what it stands on, is broken on purpose; the checks must find it. */
export interface Controls {
  /** A disk on which commits return before they are synced. */
  readonly careless: boolean;
  /** Servers that follow a shared journal by numbers drawn before the commit. */
  readonly naive: boolean;
  /** What stands between a screen and its line. */
  readonly distort: (dial: Dial) => Dial;
  /** How entries are folded; made anew for each board. */
  readonly fold: () => Fold;
  /** Weeks have several servers, or one; null: as it comes. */
  readonly servers: number | null;
}

/** Nothing is. */
export const noControls: Controls = {
  careless: false,
  naive: false,
  distort: (dial) => dial,
  fold: () => foldEntry,
  servers: null,
};

export const controls = {
  "answers before the commit": { ...noControls, careless: true, servers: 1 },
  "screens without the gap check": { ...noControls, distort: blindToGaps },
  "a naive reader of a shared journal": { ...noControls, naive: true, servers: 3 },
  "repeats that count": { ...noControls, fold: forgetful },
} as const satisfies Record<string, Controls>;

/** Takes what is told again for news of another call. */
function forgetful(): Fold {
  const told = new Set<string>();
  return (state, entry) => {
    const text = entry.delivery?.body ?? entry.delivery?.query ?? null;
    if (text === null || !told.has(text)) {
      if (text !== null) told.add(text);
      return foldEntry(state, entry);
    }
    return foldEntry(state, ofAnotherCall(entry));
  };
}

function ofAnotherCall(entry: JournalEntry): JournalEntry {
  if (entry.delivery === undefined) return entry;
  const { seq, at, delivery } = entry;
  const renamed = (text: string | null) => text?.replace(/(\d{12}_\d+)-/, "$1999-") ?? null;
  // What was read of it before it was renamed does not go with it.
  return { seq, at, delivery: { ...delivery, body: renamed(delivery.body), query: renamed(delivery.query) } };
}
