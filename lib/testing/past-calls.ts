import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { readingsOf } from "#lib/board/number-reading.ts";
import { entriesOf, type Step } from "./random-history.ts";
import { storyStart } from "./story.ts";

/** Longer than any call is open and kept. */
const longAfter = 3 * 24 * 60 * 60 * 1000;

export interface Past {
  readonly forgotten: readonly CallEntry[];
  /** As it reads numbers when the last of them is forgotten. */
  readonly end: BoardState;
}

/** Everything that a board forgets of a history, in the order in which it does. */
export function pastOf(steps: readonly Step[], settings: BoardSettings): Past {
  const forgotten: CallEntry[] = [];
  let state = emptyBoard(settings, storyStart);
  for (const entry of entriesOf(steps)) {
    state = foldEntry(state, entry);
    forgotten.push(...state.forgotten);
  }
  state = advance(state, state.now + longAfter);
  return { forgotten: [...forgotten, ...state.forgotten], end: state };
}

export function archivedCall({ own, adopted, memory }: CallEntry): ArchivedCall {
  return { own, adopted, memory };
}

export function readingMap(state: BoardState): ReadonlyMap<string, NumberReading> {
  return new Map(readingsOf(state).map((reading) => [reading.number, reading]));
}
