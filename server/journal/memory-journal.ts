import type { Clock } from "#server/clock.ts";
import type { EntryStorage, StoredEntry } from "./entry-storage.ts";
import { createGroupedJournal } from "./grouped-journal.ts";
import type { Checkpoint, CheckpointStore, RefusedDelivery } from "./journal.ts";
import type { JournalStore } from "./journal-store.ts";

/** A journal that lives as long as the process: for tests, and for data that is thrown away. */
export function createMemoryJournal(clock: Clock): JournalStore {
  return { ...createGroupedJournal(createMemoryStorage(), clock), checkpoints: createMemoryCheckpoints() };
}

/** Memory needs neither opening nor closing. */
const nothing = (): void => undefined;

export function createMemoryStorage(): EntryStorage {
  const stored: StoredEntry[] = [];
  return {
    commit(entries) {
      for (const entry of entries) stored.push(entry);
    },
    reopen: nothing,
    last: () => stored.at(-1)?.entry ?? null,
    read: (after, limit) => stored.slice(after, after + limit).map(({ entry }) => entry),
    refused: (before, limit) => {
      const found: RefusedDelivery[] = [];
      for (let index = Math.min(before - 1, stored.length) - 1; index >= 0 && found.length < limit; index -= 1) {
        const { entry, refusal } = stored[index] ?? {};
        if (entry?.delivery && typeof refusal === "string") found.push({ entry, reason: refusal });
      }
      return found;
    },
    countRefused: () => stored.filter(({ refusal }) => refusal !== null).length,
    close: nothing,
  };
}

function createMemoryCheckpoints(): CheckpointStore {
  let kept: Checkpoint | null = null;
  return {
    async load() {
      return kept;
    },
    async save(checkpoint) {
      kept = checkpoint;
    },
  };
}
