import type { BoardState } from "#lib/board/board-state.ts";
import { foldEntry } from "#lib/board/fold.ts";
import type { Told } from "./traffic.ts";

/** The board after the next delivery, as the projector folds it. */
export function foldTold(state: BoardState, { at, delivery }: Told): BoardState {
  return foldEntry(state, { seq: state.rev + 1, at, delivery });
}
