import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { advance, emptyBoard } from "#lib/board/fold.ts";
import { changedReadings } from "#lib/board/number-reading.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import { type CallHistory, createCallHistory } from "#server/history/call-history.ts";
import type { StoredEntry } from "#server/journal/entry-storage.ts";
import type { Fold } from "#server/projector/guarded-fold.ts";

/** What the journal amounts to, folded once from nothing, by one who never sleeps, fails or forgets. */
export interface Reference {
  /** Folds what the journal has more than before. */
  follow(entries: readonly StoredEntry[]): void;
  /** @param now epoch ms */
  board(now: number): BoardState;
  /** As it stands at that time. */
  history(now: number): CallHistory;
}

/** @param parts.startAt when the board begins, should nothing be told; epoch ms */
export function createReference(parts: { settings: BoardSettings; fold: Fold; startAt: number }): Reference {
  const { settings, fold, startAt } = parts;
  const archive = createMemoryArchive(settings);
  let state: BoardState | null = null;
  let folded = 0;

  function current(): BoardState {
    return state ?? emptyBoard(settings, startAt);
  }

  return {
    follow(entries) {
      for (const { entry } of entries.slice(folded)) {
        const before = state ?? emptyBoard(settings, entry.at);
        state = fold(before, entry);
        const whence = { generation: 0, after: before.rev, upTo: state.rev };
        archive.take(state.forgotten.map(archived), changedReadings(before, state), whence);
        folded += 1;
      }
    },
    board: (now) => advance(current(), now),
    history: (now) => createCallHistory({ state: current, now: () => now, archive }),
  };
}

function archived({ own, adopted, memory }: CallEntry) {
  return { own, adopted, memory };
}
