import type { CheckpointStore, Journal } from "./journal.ts";

/** A journal and, beside it, the place where folds of it keep their checkpoints. */
export interface JournalStore extends Journal {
  readonly checkpoints: CheckpointStore;
}
