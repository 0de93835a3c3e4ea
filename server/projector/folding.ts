import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { eraseInBoard } from "#lib/board/erase-board.ts";
import type { Erasure } from "#lib/board/erasure.ts";
import { advance, emptyBoard } from "#lib/board/fold.ts";
import { changedReadings, readingsOf } from "#lib/board/number-reading.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import type { GuardedFold } from "./guarded-fold.ts";

/**
 * Two boards. `settled` is what the entries alone amount to, and so the same on every server. `shown` is that board as time
 * has changed it since. Another server may have stamped an entry a little earlier than what is shown here already: it is
 * added to what is settled, and what time had done is worked out again.
 */
export interface Folding {
  settled(): BoardState;
  shown(): BoardState;
  /** Calls that time has taken off what is shown since the last entry: the archive gets them with the next one. */
  leaving(): readonly CallEntry[];
  /** `seq` of the last entry that was taken. */
  position(): number;
  /** Takes what follows without a gap; of the rest some was taken before, and some will be read from the journal. */
  take(entries: readonly KeptEntry[]): void;
  /** @param now epoch ms */
  pass(now: number): void;
  erase(erasure: Erasure): void;
}

interface FoldingParts {
  readonly from: BoardState;
  readonly settings: BoardSettings;
  readonly guarded: GuardedFold;
  /**
   * Gets every call that what is settled lets go of. So each position has its calls, whichever server hands them over, and
   * whenever time passed there.
   */
  readonly archive: Pick<CallArchive, "take">;
  /** What the archive said before anything was read of `from`. */
  readonly generation: number;
}

/** Hands over first how `from` reads numbers. */
export function createFolding({ from, settings, guarded, archive, generation }: FoldingParts): Folding {
  let settled = from;
  let shown = from;
  let leaving: readonly CallEntry[] = [];
  let position = from.rev;

  function show(board: BoardState, gone: readonly CallEntry[], now: number): void {
    shown = advance(board, now);
    leaving = shown === board ? gone : [...gone, ...shown.forgotten];
  }

  archive.take([], readingsOf(settled), { generation, after: position, upTo: position });

  return {
    settled: () => settled,
    shown: () => shown,
    leaving: () => leaving,
    position: () => position,
    take(entries) {
      const following = entries.filter(({ seq }) => seq > position);
      const [first] = following;
      if (first?.seq !== position + 1) return;
      // Where the first entry of all is earlier than this start, the board begins with it.
      if (position === 0 && first.at < settled.now) settled = emptyBoard(settings, first.at);
      // Mostly nothing is earlier than what is shown, and what time has done need not be done again.
      const isTimely = first.at >= shown.now;
      let next = isTimely ? shown : settled;
      const before = next;
      const after = position;
      const forgotten = isTimely ? [...leaving] : [];
      for (const entry of following) {
        next = guarded.next(next, entry);
        position = entry.seq;
        forgotten.push(...next.forgotten);
      }
      archive.take(forgotten.map(archived), changedReadings(before, next), { generation, after, upTo: position });
      settled = next;
      show(settled, [], shown.now);
    },
    pass(now) {
      show(shown, leaving, now);
    },
    erase(erasure) {
      settled = eraseInBoard(settled, erasure, settings);
      show(settled, [], shown.now);
    },
  };
}

function archived({ own, adopted, memory }: CallEntry): ArchivedCall {
  return { own, adopted, memory };
}
