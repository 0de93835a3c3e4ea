import { distilled, forgotten } from "#lib/board/forgotten.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { JournalUpkeep } from "#server/journal/journal.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import type { ReadEntries } from "./journal-scan.ts";

export interface RewrittenJournal {
  /** Entries with `seq > after`, in order, at most `limit`. */
  readonly read: ReadEntries;
  readonly upkeep: JournalUpkeep;
}

/** A kind of shortening. `note` names the `seq` up to which it is done, in the journal's file. */
export interface Shortening {
  readonly note: string;
  /** null: it stays as it is. */
  readonly shorten: (entry: KeptEntry) => JournalEntry | null;
}

export const withoutRawText: Shortening = {
  note: "distilled",
  shorten: (entry) => (entry.delivery === undefined || entry.read !== undefined ? null : distilled(entry)),
};

export const withoutCalls: Shortening = {
  note: "forgotten",
  shorten: (entry) => ("unreadable" in entry ? null : forgotten(entry)),
};

/** Entries looked at in one step: a few ms, and one commit. */
const STEP = 50;

/** Up to which `seq` the journal is shortened. */
export async function shortenedTo({ upkeep }: Pick<RewrittenJournal, "upkeep">, { note }: Shortening): Promise<number> {
  return Number((await upkeep.note(note)) ?? 0);
}

/**
 * Shortens what is older than `before` (epoch ms), from where that ended the last time, a step at a time; yields how many
 * entries each shortened. The note and the entries are one commit.
 */
export async function* rewriteOlder(
  journal: RewrittenJournal,
  before: number,
  shortening: Shortening,
): AsyncGenerator<number> {
  for (let after = await shortenedTo(journal, shortening); ; ) {
    const page = (await journal.read(after, STEP)).filter(({ at }) => at < before);
    const last = page.at(-1);
    if (last === undefined) return;
    const rewritten = page.flatMap((entry) => shortening.shorten(entry) ?? []);
    await journal.upkeep.rewrite(rewritten, { [shortening.note]: `${last.seq}` });
    after = last.seq;
    yield rewritten.length;
  }
}
