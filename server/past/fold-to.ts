import { setImmediate } from "node:timers/promises";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard } from "#lib/board/fold.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import type { GuardedFold } from "#server/projector/guarded-fold.ts";

/** Boards of the past that were worked out before. Losing them costs time, never truth. */
export interface KeptBoards {
  /** The last one that is not after `at` (epoch ms). */
  nearest(at: number): BoardState | null;
  keep(state: BoardState): void;
}

export interface FoldToParts {
  /** Entries with `seq > after`, in order, at most `limit`. */
  readonly read: (after: number, limit: number) => Promise<readonly KeptEntry[]>;
  readonly next: GuardedFold["next"];
  readonly settings: BoardSettings;
  readonly kept: KeptBoards;
}

/** Small enough that whoever shares the thread is not kept waiting. */
const page = 500;

/** A journal tells of days, and a board is asked for by people who go back and forth in one of them. */
const keptEvery = 6 * 60 * 60 * 1000;

/** The board as it was at `at` (epoch ms): what the journal held by then, and what time had done. */
export async function foldTo(at: number, { read, next, settings, kept }: FoldToParts): Promise<BoardState> {
  const known = kept.nearest(at);
  const [first] = known === null ? await read(0, 1) : [];
  let state = known ?? emptyBoard(settings, Math.min(first?.at ?? at, at));
  let keepFrom = state.now + keptEvery;
  for (;;) {
    const entries = await read(state.rev, page);
    for (const entry of entries) {
      if (entry.at > at) return advance(state, at);
      if (entry.at >= keepFrom) {
        kept.keep(state);
        keepFrom = entry.at + keptEvery;
      }
      state = next(state, entry);
    }
    if (entries.length < page) return advance(state, at);
    await setImmediate();
  }
}
