import type { Delivery, Reading } from "#lib/pbx/delivery.ts";
import type { Act } from "./act.ts";

/** One line of the journal. `seq` counts from 1 without gaps; `at` (epoch ms) never goes back. */
export type JournalEntry = DeliveryEntry | ActEntry;

export interface DeliveryEntry {
  readonly seq: number;
  readonly at: number;
  readonly delivery: Delivery;
  /** What was read of it, by who appended it or before its raw text was dropped; absent: the raw text is read. */
  readonly read?: Reading;
  readonly act?: never;
}

export interface ActEntry {
  readonly seq: number;
  readonly at: number;
  readonly act: Act;
  readonly delivery?: never;
}
