import type { Delivery } from "#lib/pbx/delivery.ts";

/** One line of the journal. `seq` counts from 1 without gaps; `at` (epoch ms) never goes back. */
export interface JournalEntry {
  readonly seq: number;
  readonly at: number;
  readonly delivery: Delivery;
}
