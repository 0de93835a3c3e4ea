import type { BoardState } from "#lib/board/board-state.ts";
import { idleAct } from "#lib/board/forgotten.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import type { KeptEntry, UnreadableEntry } from "#server/journal/kept-entry.ts";
import type { Logger } from "#server/log.ts";

export type Fold = (state: BoardState, entry: JournalEntry) => BoardState;

export interface GuardedFold {
  next(state: BoardState, entry: KeptEntry): BoardState;
  /** `seq` of the entries that could not be folded, as many as there were, and the last of them. */
  stumbles(): { readonly count: number; readonly last: number | null };
}

/**
 * One entry that the fold cannot take must not stop the board: a bug, or an act of another version of the server. It is
 * logged and counted, and folded as something that only moves position and time.
 */
export function createGuardedFold(fold: Fold, log: Logger): GuardedFold {
  const stumbled: { count: number; last: number | null } = { count: 0, last: null };

  function attempt(state: BoardState, entry: KeptEntry): BoardState | null {
    try {
      if (isUnreadable(entry)) throw new Error("this version knows no such act");
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

function isUnreadable(entry: KeptEntry): entry is UnreadableEntry {
  return "unreadable" in entry;
}

/** A delivery of nothing, which counts as one that was not understood; an act on a row that is not there. */
function emptied({ seq, at, delivery }: KeptEntry): JournalEntry {
  return delivery === undefined ? { seq, at, act: idleAct } : { seq, at, delivery: byGet("") };
}
