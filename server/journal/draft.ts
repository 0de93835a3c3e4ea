import type { Act } from "#lib/board/act.ts";
import type { ActEntry, DeliveryEntry, JournalEntry } from "#lib/board/journal-entry.ts";
import type { Delivery, Reading } from "#lib/pbx/delivery.ts";

/** What is to be an entry, before it has a place. */
export type Draft = DeliveryDraft | ActDraft;

interface DeliveryDraft {
  readonly delivery: Delivery;
  /** Why it was not understood; null when it was. */
  readonly refusal: string | null;
  /** What was read of it, for those who are told. */
  readonly read?: Reading | undefined;
  readonly act?: never;
}

interface ActDraft {
  readonly act: Act;
  readonly refusal: null;
  readonly delivery?: never;
}

export function entryOf(draft: DeliveryDraft, seq: number, at: number): DeliveryEntry;
export function entryOf(draft: ActDraft, seq: number, at: number): ActEntry;
export function entryOf(draft: Draft, seq: number, at: number): JournalEntry;
export function entryOf(draft: Draft, seq: number, at: number): JournalEntry {
  if (draft.act !== undefined) return { seq, at, act: draft.act };
  const { delivery, read } = draft;
  return read === undefined ? { seq, at, delivery } : { seq, at, delivery, read };
}
