import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { loadBoard, saveBoard } from "#lib/board/checkpoint.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { randomDays } from "#lib/testing/random-days.ts";
import { entriesOf } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import type { Whence } from "#server/archive/call-archive.ts";
import { createLogger } from "#server/log.ts";
import { createFolding } from "./folding.ts";
import { createGuardedFold } from "./guarded-fold.ts";

const settings = defaultSettings;
const guarded = createGuardedFold(foldEntry, createLogger("silent"));

interface Handed extends Whence {
  readonly calls: readonly ArchivedCall[];
  readonly readings: readonly NumberReading[];
}

function foldingOf(from: BoardState, handed: Handed[]) {
  const archive = {
    take: (calls: Handed["calls"], readings: Handed["readings"], whence: Whence) =>
      void handed.push({ calls, readings, ...whence }),
  };
  return createFolding({ from, settings, guarded, archive, generation: 7 });
}

const texts = (calls: readonly ArchivedCall[]) => calls.map((call) => JSON.stringify(call)).sort();

/** How numbers read after all of it. */
function readingsAfter(handed: readonly Handed[]): readonly NumberReading[] {
  const readings = new Map(handed.flatMap((one) => one.readings).map((reading) => [reading.number, reading]));
  return [...readings.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
}

const turns = fc.array(
  fc.record({
    entries: fc.integer({ min: 1, max: 30 }),
    /** Hours for which time passes before them: past what is stamped next, or not. */
    hours: fc.constantFrom(0, 0, 1, 8, 40),
    restarts: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

test("[K53] each position has its calls, however entries come together, whenever time passed, and after restarts", () => {
  let letGoInAll = 0;
  fc.assert(
    fc.property(randomDays, turns, (steps, plan) => {
      const entries = entriesOf(steps);
      const one: Handed[] = [];
      const alone = foldingOf(emptyBoard(settings, storyStart), one);
      for (const entry of entries) alone.take([entry]);

      const other: Handed[] = [];
      let folding = foldingOf(emptyBoard(settings, storyStart), other);
      for (let nr = 0; folding.position() < entries.length; nr += 1) {
        const turn = plan[nr % plan.length] ?? { entries: 1, hours: 0, restarts: false };
        folding.pass(folding.shown().now + turn.hours * 3_600_000);
        folding.take(entries.slice(folding.position(), folding.position() + turn.entries));
        if (!turn.restarts) continue;
        const kept = loadBoard(saveBoard(folding.settled()), settings);
        if (kept !== null) folding = foldingOf(kept, other);
      }

      for (const { generation, after, upTo, calls } of other) {
        const same = one.filter((handed) => after < handed.upTo && handed.upTo <= upTo);
        expect([generation, texts(calls)]).toEqual([7, texts(same.flatMap((handed) => handed.calls))]);
      }
      const spans = other.filter(({ after, upTo }) => after < upTo);
      // One begins where the one before it ended, and the first at the beginning.
      expect(spans.map(({ after }) => after)).toEqual([0, ...spans.map(({ upTo }) => upTo)].slice(0, spans.length));
      expect(spans.at(-1)?.upTo ?? 0).toBe(entries.length);
      expect(readingsAfter(other)).toEqual(readingsAfter(one));
      letGoInAll += one.flatMap(({ calls }) => calls).length;
    }),
    { numRuns: 200 },
  );
  expect(letGoInAll).toBeGreaterThan(200);
});

test("[K53] what time has taken off the board is told beside it until the next entry, without a caller who is erased", () => {
  fc.assert(
    fc.property(randomDays, fc.nat(), (steps, nr) => {
      const entries = entriesOf(steps);
      const upTo = nr % (entries.length + 1);
      const handed: Handed[] = [];
      const folding = foldingOf(emptyBoard(settings, storyStart), handed);
      folding.take(entries.slice(0, upTo));
      const held = [...folding.settled().calls.values()].map(({ key }) => key);
      folding.pass(folding.shown().now + 3 * 24 * 3_600_000);
      const shown = [...folding.shown().calls.values(), ...folding.leaving()].map(({ key }) => key);
      expect(shown.toSorted()).toEqual(held.toSorted());
      folding.erase({ key: "552221133", pseudonym: "erased-abc", calls: new Set(), salt: "salt" });
      expect(JSON.stringify(folding.leaving().map(({ own, adopted }) => [own, adopted]))).not.toContain("552221133");
    }),
    { numRuns: 60 },
  );
});
