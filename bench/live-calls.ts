import type { BoardState } from "#lib/board/board-state.ts";

/** How many calls are going on. */
export function liveCalls({ live }: BoardState): number {
  return [...live.keys()].length;
}
