import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { Board, CallRecord } from "#lib/board/board.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { contactNameOf, withContactName } from "#lib/board/contact-name.ts";
import { advance, emptyBoard } from "#lib/board/fold.ts";
import { compareCalls } from "#lib/board/list-order.ts";
import { readingsOf } from "#lib/board/number-reading.ts";
import { readArchived } from "#lib/board/read-archived.ts";
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
  const forgotten: ArchivedCall[] = [];

  function show(next: BoardState): void {
    if (next === state) return;
    state = next;
    for (const { own, adopted, memory } of state.forgotten) forgotten.push({ own, adopted, memory });
  }

  return {
    add(captured) {
      seq += 1;
      show(fold(state, { seq, ...captured }));
    },
    finish(at) {
      show(advance(state, at));
      const calls = [...recordsOf(forgotten, state), ...callRecords(state)].sort(compareCalls);
      return { board: viewBoard(state), calls };
    },
  };
}

/** What became known of numbers and callers since a call was forgotten counts for it too. */
function recordsOf(calls: readonly ArchivedCall[], state: BoardState): readonly CallRecord[] {
  const readings = new Map(readingsOf(state).map((reading) => [reading.number, reading]));
  return calls.flatMap((call) => {
    const record = readArchived(call, readings, state.settings)?.record;
    return record === undefined ? [] : [withContactName(record, contactNameOf(state, record.caller))];
  });
}
