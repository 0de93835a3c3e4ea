import { lastBefore, type ReadableJournal } from "#server/journal/entry-at.ts";
import { captureLine } from "./capture-line.ts";
import type { ExportOptions } from "./export-options.ts";

/** Entries read at once. */
const page = 1_000;

/** The lines of a capture. Times never go back in a journal, so what is wanted lies together. */
export async function* capture(journal: ReadableJournal, { from, to }: ExportOptions): AsyncGenerator<string> {
  let after = await lastBefore(from, journal);
  const next = () => journal.read(after, page);
  for (let entries = await next(); entries.length > 0; entries = await next()) {
    for (const entry of entries) {
      if (entry.at >= to) return;
      yield `${captureLine(entry)}\n`;
      after = entry.seq;
    }
  }
}
