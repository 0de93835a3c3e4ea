import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brokenSums } from "#lib/testing/broken-sums.ts";
import { type ActedStep, actedEntries, actedHistory } from "#lib/testing/random-acts.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import type { Board, CallRecord } from "./board.ts";
import { defaultSettings } from "./board-settings.ts";
import type { BoardState } from "./board-state.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import { compareBoards } from "./compare-boards.ts";
import { advance, emptyBoard, foldEntry, nextDue } from "./fold.ts";
import { callRecords, viewBoard } from "./view-board.ts";

const start = (): BoardState => emptyBoard(defaultSettings, storyStart);

/** The feed alone, and with people at the screens. */
const history = fc.oneof(randomHistory, actedHistory);

interface Seen {
  readonly board: Omit<Board, "rev" | "settingsRev">;
  readonly calls: readonly CallRecord[];
}

function seen(state: BoardState): Seen {
  const { rev: _, settingsRev: __, ...board } = viewBoard(state);
  return { board, calls: callRecords(state) };
}

function foldAll(steps: readonly ActedStep[]): BoardState {
  return actedEntries(steps).reduce(foldEntry, start());
}

describe("[B2] laws of the fold, over hostile histories", () => {
  test("[B2] any delivery told twice gives the same board", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const twice = steps.flatMap((step): readonly ActedStep[] =>
          "act" in step ? [step] : [step, { ...step, after: 0 }],
        );
        expect(seen(foldAll(twice))).toEqual(seen(foldAll(steps)));
      }),
      { numRuns: 400 },
    );
  });

  test("[B3] advancing often or rarely gives the same board", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 4000 }), (steps, pace) => {
        let often = start();
        for (const entry of actedEntries(steps)) {
          const last = Math.max(often.now, entry.at - 50 * pace * 1000);
          for (let now = last; now < entry.at; now += pace * 1000) often = advance(often, now);
          often = foldEntry(often, entry);
        }
        expect(seen(often)).toEqual(seen(foldAll(steps)));
      }),
      { numRuns: 300 },
    );
  });

  test("[B4] a restart at any point changes nothing, then or later", () => {
    fc.assert(
      fc.property(history, fc.nat(40), (steps, cut) => {
        let state = start();
        for (const [i, entry] of actedEntries(steps).entries()) {
          if (i === cut) {
            const loaded = loadBoard(saveBoard(state), defaultSettings);
            expect(loaded).not.toBeNull();
            if (loaded === null) return;
            expect(seen(loaded)).toEqual(seen(state));
            expect(nextDue(loaded)).toBe(nextDue(state));
            state = loaded;
          }
          state = foldEntry(state, entry);
        }
        expect(seen(state)).toEqual(seen(foldAll(steps)));
      }),
      { numRuns: 400 },
    );
  });

  test("[B1] every sum holds for every queue at every moment", () => {
    fc.assert(
      fc.property(history, (steps) => {
        let state = start();
        for (const entry of actedEntries(steps)) {
          state = foldEntry(state, entry);
          expect(brokenSums(state)).toEqual([]);
        }
        expect(brokenSums(advance(state, state.now + 3_600_000))).toEqual([]);
        const later = advance(state, state.now + 9 * 3_600_000);
        expect(brokenSums(later)).toEqual([]);
        expect(viewBoard(later).calls).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("[B6] the changes between two boards turn the one into the other", () => {
    fc.assert(
      fc.property(history, fc.nat(40), (steps, cut) => {
        const entries = actedEntries(steps);
        const before = entries.slice(0, cut).reduce(foldEntry, start());
        const after = entries.slice(cut).reduce(foldEntry, before);
        const { put, gone } = compareBoards(before, after);
        const [a, b] = [viewBoard(before), viewBoard(after)];
        const patched = <T>(
          list: readonly T[],
          fresh: readonly T[],
          went: readonly string[],
          key: (item: T) => string,
        ) => {
          const map = new Map(list.map((item) => [key(item), item]));
          for (const id of went) expect(map.delete(id)).toBe(true);
          for (const item of fresh) map.set(key(item), item);
          return new Set(map.values());
        };
        expect(patched(a.calls, put.calls, gone.calls, (call) => call.id)).toEqual(new Set(b.calls));
        expect(patched(a.queues, put.queues, gone.queues, (queue) => queue.queue)).toEqual(new Set(b.queues));
        expect(patched(a.agents, put.agents, gone.agents, (agent) => agent.extension)).toEqual(new Set(b.agents));
        expect(patched(a.missed, put.missed, gone.missed, (row) => row.id)).toEqual(new Set(b.missed));
        expect(put.today ?? a.today).toEqual(b.today);
      }),
      { numRuns: 300 },
    );
  });
});
