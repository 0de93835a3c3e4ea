import type { JournalEntry } from "#lib/board/journal-entry.ts";

/** What a journal gives back: an entry, or an act that this version of the server cannot read. */
export type KeptEntry = JournalEntry | UnreadableEntry;

export interface UnreadableEntry {
  readonly seq: number;
  readonly at: number;
  /** The act as it stands in the journal. */
  readonly unreadable: string;
  readonly act?: never;
  readonly delivery?: never;
}
