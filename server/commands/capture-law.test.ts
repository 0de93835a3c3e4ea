import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { callRecords, viewBoard } from "#lib/board/view-board.ts";
import { actedEntries, actedHistory } from "#lib/testing/random-acts.ts";
import { storyStart } from "#lib/testing/story.ts";
import type { JournalReader } from "#server/journal/sqlite-reader.ts";
import { capture } from "./export-capture.ts";
import { replayCapture } from "./replay-capture.ts";

test("[R11] [J14] the export of a journal of calls and acts, replayed, is the live board and every call on it", async () => {
  await fc.assert(
    fc.asyncProperty(actedHistory, fc.constantFrom(0, 1, 60_000, 90_000_000), async (history, later) => {
      const entries = actedEntries(history);
      const reader: JournalReader = {
        read: (after, limit) => entries.slice(after, after + limit),
        head: () => entries.length,
        close() {},
      };
      const exported = await Array.fromAsync(
        capture(reader, { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }),
      );

      const begin = entries[0]?.at ?? storyStart;
      const end = (entries.at(-1)?.at ?? storyStart) + later;
      const live = advance(entries.reduce(foldEntry, emptyBoard(defaultSettings, begin)), end);
      const replayed = await replayCapture({
        lines: linesOf(exported),
        settings: defaultSettings,
        fold: foldEntry,
        until: end,
        now: end,
        onFault: (line, fault) => expect.fail(`line ${line} ${fault}`),
      });
      expect(replayed.board).toEqual(viewBoard(live));
      expect(replayed.calls).toEqual(expect.arrayContaining(callRecords(live) as unknown[]));
    }),
    { numRuns: 300 },
  );
});

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
