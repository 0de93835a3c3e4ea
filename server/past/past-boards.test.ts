import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { ArchiveUnavailable } from "#server/archive/call-archive.ts";
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

/** A journal of one call, and the boards of its past. */
async function pastOfOneCall(keptPath = join(folder, "past.db")) {
  const journalPath = join(folder, "journal.db");
  const journal = createSqliteJournal(journalPath, { now: () => storyStart });
  const [ring = ""] = missedCall(10);
  await journal.append(byGet(ring), null);
  return {
    past: createPastBoards({ journal: { in: "file", path: journalPath }, keptPath, fingerprint: "this", settings }),
    journal,
  };
}

test("[H30] of a thousand boards that are asked for at once twenty are worked out, and the others refused", async () => {
  const { past, journal } = await pastOfOneCall();
  const asked = await Promise.allSettled(Array.from({ length: 1_000 }, (_, n) => past.at(storyStart + n)));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  for (const one of asked) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(ArchiveUnavailable);
  expect((await past.at(storyStart)).calls).toHaveLength(1);
  await past.close();
  await journal.close();
});

test.each<[string, (path: string) => void]>([
  ["is no database", (path) => writeFileSync(path, "no database at all ".repeat(1_000))],
  ["is a folder", (path) => mkdirSync(join(path, "in the way"), { recursive: true })],
  ["has no folder", (path) => rmSync(join(path, ".."), { recursive: true })],
])("[H30] a file of kept boards that %s costs time, never the answer", async (_, spoil) => {
  mkdirSync(join(folder, "kept"));
  const keptPath = join(folder, "kept/past.db");
  spoil(keptPath);
  const { past, journal } = await pastOfOneCall(keptPath);
  expect((await past.at(storyStart)).calls).toHaveLength(1);
  await past.close();
  await journal.close();
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
        const keptPath = join(folder, `${round}-past.db`);
        const past = createPastBoards({
          journal: { in: "file", path: journalPath },
          keptPath,
          fingerprint: "this",
          settings,
        });
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
