import type { Board, CallRecord } from "#lib/board/board.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, nextDue } from "#lib/board/fold.ts";
import { compareCalls } from "#lib/board/list-order.ts";
import { differences } from "#lib/board/ordered-map.ts";
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

  /**
   * Only time makes the board forget; what an entry takes away was joined to another call. One due time after the other,
   * so that a call that is closed and forgotten on the way is remembered as it was closed.
   */
  function passTime(at: number): void {
    for (let due = nextDue(state); due <= at; due = nextDue(state)) {
      const later = advance(state, due);
      forgotten.push(...recordsGone(state, later));
      state = later;
    }
  }

  return {
    add(captured) {
      passTime(captured.at);
      seq += 1;
      state = fold(state, { seq, ...captured });
    },
    finish(at) {
      passTime(at);
      state = advance(state, at);
      return { board: viewBoard(state), calls: [...forgotten, ...callRecords(state)].sort(compareCalls) };
    },
  };
}

function recordsGone(before: BoardState, after: BoardState): CallRecord[] {
  return differences(before.calls, after.calls)
    .gone.map(recordOf)
    .filter((record) => record !== null);
}
