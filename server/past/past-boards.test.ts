import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { createLogger } from "#server/log.ts";
import { createPastBoards, createPastBoardsOf } from "./past-boards.ts";

const settings = { ...defaultSettings, timeZone: "Europe/Prague" };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-past-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const hours = 60 * 60 * 1000;

test("[H12] the board as it was is what a fold up to that instant gives, from a thread and without one, asked in any order", async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      randomHistory,
      fc.array(fc.integer({ min: -hours, max: 70 * hours }), { minLength: 3, maxLength: 6 }),
      async (steps, moments) => {
        round += 1;
        let now = storyStart;
        const journalPath = join(folder, `${round}.db`);
        const journal = createSqliteJournal(journalPath, { now: () => now });
        const entries: JournalEntry[] = [];
        for (const { after, delivery } of steps) {
          now += after * 60_000;
          entries.push(await journal.append(delivery, null));
        }
        const task = { journalPath, keptPath: join(folder, `${round}-past.db`), fingerprint: "this", settings };
        const past = createPastBoards(task);
        const unkept = createPastBoardsOf(journal, settings, createLogger("silent"));
        for (const moment of moments) {
          const at = storyStart + moment;
          const told = entries.filter((entry) => entry.at <= at);
          const start = emptyBoard(settings, Math.min(entries[0]?.at ?? at, at));
          const expected = viewBoard(advance(told.reduce(foldEntry, start), at));
          expect(await past.at(at)).toEqual(expected);
          expect(await unkept.at(at)).toEqual(expected);
        }
        await past.close();
        await journal.close();
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
