import type { JournalReader } from "#server/journal/sqlite-reader.ts";
import { captureLine } from "./capture-line.ts";
import type { ExportOptions } from "./export-options.ts";

/** Entries read at once. */
const page = 1_000;

/** The lines of a capture. Times never go back in a journal, so what is wanted lies together. */
export function* capture(reader: JournalReader, { from, to }: ExportOptions): Generator<string> {
  let after = lastBefore(reader, from);
  for (let entries = reader.read(after, page); entries.length > 0; entries = reader.read(after, page)) {
    for (const entry of entries) {
      if (entry.at >= to) return;
      yield `${captureLine(entry)}\n`;
      after = entry.seq;
    }
  }
}

/** `seq` of the last entry before `at` (epoch ms), 0 where there is none: found by halves, since a journal holds years. */
function lastBefore(reader: JournalReader, at: number): number {
  let before = 0;
  let notBefore = reader.head() + 1;
  while (notBefore - before > 1) {
    const middle = Math.floor((before + notBefore) / 2);
    const [entry] = reader.read(middle - 1, 1);
    if (entry !== undefined && entry.at < at) before = middle;
    else notBefore = middle;
  }
  return before;
}
