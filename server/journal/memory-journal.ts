import type { Clock } from "#server/clock.ts";
import type { EntryStorage, StoredEntry } from "./entry-storage.ts";
import { createGroupedJournal } from "./grouped-journal.ts";
import type { Checkpoint, CheckpointStore, JournalUpkeep, RefusedDelivery } from "./journal.ts";
import type { JournalStore } from "./journal-store.ts";

/** A journal that lives as long as the process: for tests, and for data that is thrown away. */
export function createMemoryJournal(clock: Clock): JournalStore {
  const storage = createMemoryStorage();
  const checkpoints = createMemoryCheckpoints();
  return { ...createGroupedJournal(storage, clock), checkpoints, upkeep: storage.upkeep };
}

/** Memory needs neither opening nor closing. */
const nothing = (): void => undefined;

export function createMemoryStorage(): EntryStorage & { readonly upkeep: JournalUpkeep } {
  const stored: StoredEntry[] = [];
  const notes = new Map<string, string>();
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
    upkeep: {
      alone: (work) => work(),
      readAnew: async () => undefined,
      atRest: (work) => work(),
      outdate: async () => undefined,
      async rewrite(entries, changed) {
        for (const entry of entries) {
          const known = stored[entry.seq - 1];
          if (known === undefined) continue;
          stored[entry.seq - 1] =
            entry.act === undefined ? { entry, refusal: known.refusal } : { entry, refusal: null };
        }
        for (const [name, value] of Object.entries(changed)) {
          if (value === null) notes.delete(name);
          else notes.set(name, value);
        }
      },
      note: async (name) => notes.get(name) ?? null,
      // A checkpoint of a process is gone with it.
      dropCheckpoint: async () => undefined,
      settle: async () => true,
      writeAnew: async () => undefined,
    },
    dropRefusal(seq) {
      const known = stored[seq - 1];
      if (known === undefined || known.refusal === null) return false;
      stored[seq - 1] = { entry: known.entry, refusal: null };
      return true;
    },
    countRefused: () => stored.filter(({ refusal }) => refusal !== null).length,
    close: nothing,
  };
}

function createMemoryCheckpoints(): CheckpointStore {
  let kept: Checkpoint | null = null;
  return {
    async load(fingerprint) {
      return kept?.fingerprint === fingerprint ? kept : null;
    },
    async save(checkpoint) {
      kept = checkpoint;
    },
  };
}
