import type { CheckpointStore, Journal, JournalUpkeep } from "./journal.ts";

/** A journal and, beside it, the place where folds of it keep their checkpoints, and its upkeep. */
export interface JournalStore extends Journal {
  readonly checkpoints: CheckpointStore;
  readonly upkeep: JournalUpkeep;
}
