import fc from "fast-check";
import { expect, test } from "vitest";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import type { ReadableJournal } from "#server/journal/entry-at.ts";
import { captureLine } from "./capture-line.ts";
import { capture } from "./export-capture.ts";

/** A journal with an entry at each time, and how many entries were read of it. */
function journalOf(times: readonly number[]): {
  readonly reader: ReadableJournal;
  readonly entries: readonly JournalEntry[];
  readonly reads: () => number;
} {
  const entries = times.map((at, index): JournalEntry => ({ seq: index + 1, at, delivery: byGet(`n=${index}`) }));
  let reads = 0;
  return {
    reader: {
      read(after, limit) {
        const found = entries.slice(after, after + limit);
        reads += found.length;
        return found;
      },
      head: () => entries.length,
    },
    entries,
    reads: () => reads,
  };
}

test("[R11] an export holds exactly what came from one time on and before another", async () => {
  const time = fc.integer({ min: 0, max: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(time, { maxLength: 30 }), time, time, async (unordered, from, to) => {
      const times = unordered.toSorted((a, b) => a - b);
      const { reader, entries } = journalOf(times);
      const expected = entries.filter(({ at }) => at >= from && at < to).map((entry) => `${captureLine(entry)}\n`);
      expect(await Array.fromAsync(capture(reader, { from, to }))).toEqual(expected);
    }),
  );
});

test("[R11] an export of the last minutes does not read the years before them", async () => {
  const { reader, reads } = journalOf(Array.from({ length: 50_000 }, (_, index) => index));
  expect(await Array.fromAsync(capture(reader, { from: 49_990, to: 49_995 }))).toHaveLength(5);
  expect(reads()).toBeLessThan(100);
});
