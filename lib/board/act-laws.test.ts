import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callerKey } from "#lib/call/caller-key.ts";
import { actedEntries, actedHistory } from "#lib/testing/random-acts.ts";
import { storyStart } from "#lib/testing/story.ts";
import type { MissedAct } from "./act.ts";
import type { MissedCaller } from "./board.ts";
import { defaultSettings } from "./board-settings.ts";
import type { BoardState } from "./board-state.ts";
import { advance, emptyBoard, foldEntry } from "./fold.ts";
import { verdictOn, wasTaken } from "./missed-verdict.ts";
import { changedReadings, readingsOf } from "./number-reading.ts";
import { viewBoard } from "./view-board.ts";

const start = (): BoardState => emptyBoard(defaultSettings, storyStart);

interface Deed {
  readonly before: BoardState;
  readonly act: MissedAct;
  readonly after: BoardState;
}

/** Every deed of a history, between the board that its person saw and the one it made. */
function eachDeed(check: (deed: Deed) => void): void {
  fc.assert(
    fc.property(actedHistory, (steps) => {
      let state = start();
      for (const entry of actedEntries(steps)) {
        const before = advance(state, entry.at);
        state = foldEntry(before, entry);
        if (entry.act?.of === "missed") check({ before, act: entry.act, after: state });
      }
    }),
    { numRuns: 200 },
  );
}

/** The row that holds the call of the act's row, as a person would find it again. */
function rowOf(state: BoardState, { id }: MissedAct): MissedCaller | undefined {
  return viewBoard(state).missed.find((row) => row.id === id);
}

describe("laws of what people do with missed callers, over hostile histories", () => {
  test("[A3] the verdict and the fold never disagree", () => {
    eachDeed(({ before, act, after }) => {
      const verdict = verdictOn(before, act);
      expect(verdict.is === "taken").toBe(wasTaken(after, after.rev));
      if (verdict.is === "gone") expect(rowOf(before, act)).toBeUndefined();
      if (verdict.is !== "taken") {
        expect(verdictOn(after, act)).toEqual(verdict);
        expect(after.missed.root).toBe(before.missed.root);
      }
    });
  });

  test("[A2] a row has one holder, and nobody takes it from them", () => {
    eachDeed(({ before, act, after }) => {
      for (const row of viewBoard(after).missed) {
        expect(row.claimedBy !== null).toBe(row.status === "claimed");
        expect(row.resolution !== null).toBe(row.status === "resolved");
      }
      const held = rowOf(before, act)?.claimedBy ?? null;
      if (held === null || held === act.by || act.deed === "release" || act.deed === "undo") return;
      expect(rowOf(after, act)).toBe(rowOf(before, act));
    });
  });

  test("[A4] each change counts, and an undo takes back what its person saw", () => {
    eachDeed(({ before, act, after }) => {
      const was = rowOf(before, act);
      const is = rowOf(after, act);
      if (was === undefined || is === undefined) return;
      expect(is.changes).toBe(was.changes + (verdictOn(before, act).is === "taken" ? 1 : 0));
      if (act.deed !== "undo") return;
      if (act.seen !== was.changes || !was.undoable) expect(is).toBe(was);
    });
  });

  test("[A5] a row's count is that of its calls, and every miss of a caller stands in one row", () => {
    fc.assert(
      fc.property(actedHistory, (steps) => {
        let state = start();
        for (const entry of actedEntries(steps)) {
          state = foldEntry(state, entry);
          const { missed } = viewBoard(state);
          for (const row of missed) expect(row.callIds).toHaveLength(row.count);
          // With the caller: a phone system may use an id again.
          const shown = missed.flatMap((row) => row.callIds.map((callId) => `${callerKey(row.caller)} ${callId}`));
          const misses = [...state.callers.values()].flatMap((history) => history.misses);
          const known = new Set(misses.map(({ key, callId }) => `${key} ${callId}`));
          expect(new Set(shown).size).toBe(shown.length);
          expect(known).toEqual(known.union(new Set(shown)));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("how numbers are read", () => {
  test("[D6] what changed between two boards turns the readings of the one into those of the other", () => {
    fc.assert(
      fc.property(actedHistory, fc.nat(40), (steps, cut) => {
        const entries = actedEntries(steps);
        const before = entries.slice(0, cut).reduce(foldEntry, start());
        const after = entries.slice(cut).reduce(foldEntry, before);
        const readings = new Map(readingsOf(before).map((one) => [one.number, one]));
        const changes = changedReadings(before, after);
        for (const change of changes) readings.set(change.number, change);
        for (const one of readingsOf(after)) {
          expect(readings.get(one.number) ?? { number: one.number, kind: null, ringStrategy: "hunt" }).toEqual(one);
        }
        const unchanged = new Set(readingsOf(before).map((one) => JSON.stringify(one)));
        for (const change of changes) expect(unchanged).not.toContain(JSON.stringify(change));
      }),
      { numRuns: 150 },
    );
  });
});
