import fc from "fast-check";
import { expect, test } from "vitest";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import type { JournalReader } from "#server/journal/sqlite-reader.ts";
import { captureLine } from "./capture-line.ts";
import { capture } from "./export-capture.ts";

/** A journal with an entry at each time, and how many entries were read of it. */
function journalOf(times: readonly number[]): { readonly reader: JournalReader; readonly reads: () => number } {
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
      close() {},
    },
    reads: () => reads,
  };
}

test("[R11] an export holds exactly what came from one time on and before another", () => {
  const time = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(fc.array(time, { maxLength: 30 }), time, time, (unordered, from, to) => {
      const times = unordered.toSorted((a, b) => a - b);
      const { reader } = journalOf(times);
      const expected = reader
        .read(0, times.length)
        .filter(({ at }) => at >= from && at < to)
        .map((entry) => `${captureLine(entry)}\n`);
      expect([...capture(reader, { from, to })]).toEqual(expected);
    }),
  );
});

test("[R11] an export of the last minutes does not read the years before them", () => {
  const { reader, reads } = journalOf(Array.from({ length: 50_000 }, (_, index) => index));
  expect([...capture(reader, { from: 49_990, to: 49_995 })]).toHaveLength(5);
  expect(reads()).toBeLessThan(100);
});
