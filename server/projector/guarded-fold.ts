import type { BoardState } from "#lib/board/board-state.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import type { Logger } from "#server/log.ts";

export type Fold = (state: BoardState, entry: JournalEntry) => BoardState;

export interface GuardedFold {
  readonly next: Fold;
  /** `seq` of the entries that could not be folded, as many as there were, and the last of them. */
  stumbles(): { readonly count: number; readonly last: number | null };
}

/**
 * One entry that the fold cannot take must not stop the board. Such a bug is logged and counted, and the entry is
 * folded as an empty delivery, which only moves position and time.
 */
export function createGuardedFold(fold: Fold, log: Logger): GuardedFold {
  const stumbled: { count: number; last: number | null } = { count: 0, last: null };

  function attempt(state: BoardState, entry: JournalEntry): BoardState | null {
    try {
      return fold(state, entry);
    } catch (err) {
      log.error({ err, seq: entry.seq }, "an entry of the journal could not be folded");
      return null;
    }
  }

  return {
    next(state, entry) {
      const folded = attempt(state, entry);
      if (folded) return folded;
      stumbled.count += 1;
      stumbled.last = entry.seq;
      return attempt(state, emptied(entry)) ?? state;
    },
    stumbles: () => ({ ...stumbled }),
  };
}

function emptied({ seq, at }: JournalEntry): JournalEntry {
  return { seq, at, delivery: byGet("") };
}
