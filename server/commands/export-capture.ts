import { searchBefore } from "#server/journal/entry-at.ts";
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

function lastBefore(reader: JournalReader, at: number): number {
  const search = searchBefore(at, reader.head());
  let step = search.next();
  while (step.done !== true) step = search.next(reader.read(step.value - 1, 1)[0]?.at);
  return step.value;
}
