import type { Clock } from "#server/clock.ts";
import { type CommitMeter, measured } from "#server/metrics/commit-meter.ts";
import { createGroupedJournal } from "./grouped-journal.ts";
import type { JournalStore } from "./journal-store.ts";
import { createSqliteStorage } from "./sqlite-storage.ts";

/**
 * The journal in one SQLite file, with its checkpoints. Throws `StartError` when the file cannot be opened, is not a
 * journal of this version, or would not keep what it is given (no WAL, or not `synchronous=FULL`).
 */
export function createSqliteJournal(path: string, clock: Clock, meter: CommitMeter | null = null): JournalStore {
  const bare = createSqliteStorage(path);
  const storage = meter === null ? bare : measured(bare, meter);
  return { ...createGroupedJournal(storage, clock), checkpoints: storage.checkpoints, upkeep: storage.upkeep };
}
