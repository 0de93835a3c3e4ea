import type { Board, CallRecord } from "#lib/board/board.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard } from "#lib/board/fold.ts";
import { compareCalls } from "#lib/board/list-order.ts";
import { recordOf } from "#lib/board/read-facts.ts";
import { callRecords, viewBoard } from "#lib/board/view-board.ts";
import type { Fold } from "#server/projector/guarded-fold.ts";
import type { Captured } from "./capture-line.ts";

export interface Replayed {
  readonly board: Board;
  /** Every call there was, oldest first. */
  readonly calls: readonly CallRecord[];
}

/** Folds a capture with its own times, and remembers the calls that the board itself forgets after a day. */
export interface ReplayFold {
  /** A time before the last one counts as the last one. */
  add(captured: Captured): void;
  /** @param at epoch ms; the board is brought there, unless it is further already */
  finish(at: number): Replayed;
}

/** @param begin epoch ms, not after the first entry */
export function createReplayFold(settings: BoardSettings, fold: Fold, begin: number): ReplayFold {
  let state = emptyBoard(settings, begin);
  let seq = 0;
  const forgotten: CallRecord[] = [];

  function show(next: BoardState): void {
    if (next === state) return;
    state = next;
    for (const entry of state.forgotten) {
      const record = recordOf(entry);
      if (record !== null) forgotten.push(record);
    }
  }

  return {
    add(captured) {
      seq += 1;
      show(fold(state, { seq, ...captured }));
    },
    finish(at) {
      show(advance(state, at));
      return { board: viewBoard(state), calls: [...forgotten, ...callRecords(state)].sort(compareCalls) };
    },
  };
}
