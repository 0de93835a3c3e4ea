import type { KeptEntry } from "./kept-entry.ts";

/** What is read of a journal, wherever it lives. */
export interface ReadableJournal {
  /** Entries with `seq > after`, in order, at most `limit`. */
  read(after: number, limit: number): readonly KeptEntry[] | Promise<readonly KeptEntry[]>;
  /** `seq` of the last entry, 0 when empty. */
  head(): number | Promise<number>;
}

/**
 * `seq` of the last entry before `at` (epoch ms), 0 where there is none. Found by halves, since a journal holds years and
 * its times never go back.
 */
export async function lastBefore(at: number, journal: ReadableJournal): Promise<number> {
  let before = 0;
  let notBefore = (await journal.head()) + 1;
  while (notBefore - before > 1) {
    const middle = Math.floor((before + notBefore) / 2);
    const [entry] = await journal.read(middle - 1, 1);
    if (entry !== undefined && entry.at < at) before = middle;
    else notBefore = middle;
  }
  return before;
}
