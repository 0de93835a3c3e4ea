import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { between, type Random } from "#lib/simulator/random.ts";
import { createSteadyClock } from "#server/clock.ts";
import { type Draft, entryOf } from "#server/journal/draft.ts";
import type { StoredEntry } from "#server/journal/entry-storage.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { every } from "#server/timers.ts";
import { createDatabaseArchive } from "./database-archive.ts";
import type { Home } from "./home.ts";
import type { Life } from "./life.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** ms from the drawing of a number to its commit, at most. */
const COMMIT_MS = 400;
const LOOK_MS = 50;

/**
 * Control: a database in which numbers are drawn before the commit, so that what has a lower one may be seen later; and
 * servers that go on from the highest number they have seen.
 */
export function createNaiveDatabase(time: SimulatedTime, random: Random): Home {
  const entries: StoredEntry[] = [];
  const committed = new Set<number>();

  function seen(after: number): readonly KeptEntry[] {
    return entries.map(({ entry }) => entry).filter(({ seq }) => seq > after && committed.has(seq));
  }

  async function append(draft: Draft, now: number): Promise<JournalEntry> {
    const at = Math.max(entries.at(-1)?.entry.at ?? now, now);
    const stored = stamped(draft, entries.length + 1, at);
    entries.push(stored);
    await new Promise<void>((resolve) => time.after(between(random, 1, COMMIT_MS), resolve));
    committed.add(stored.entry.seq);
    return stored.entry;
  }

  return {
    entries,
    losePower: () => undefined,
    async open(life, local) {
      const clock = createSteadyClock(local, life.timers.elapsed);
      const journal = followNaively(life, { seen, append: (draft) => append(draft, clock.now()) });
      return { journal: { ...journal, checkpoints: noCheckpoints }, clock, close: journal.close };
    },
    openArchive: createDatabaseArchive(async (_life, work) => work()).open,
  };
}

const noCheckpoints = { load: async () => null, save: async () => undefined };

function stamped(draft: Draft, seq: number, at: number): StoredEntry {
  return draft.act === undefined
    ? { entry: entryOf(draft, seq, at), refusal: draft.refusal }
    : { entry: entryOf(draft, seq, at), refusal: null };
}

interface NaiveTable {
  append(draft: Draft): Promise<JournalEntry>;
  /** What is committed, of higher numbers. */
  seen(after: number): readonly KeptEntry[];
}

function followNaively(life: Life, { append, seen }: NaiveTable): Journal {
  const listeners = new Set<(entries: readonly KeptEntry[]) => void>();
  let heard = 0;

  function look(): void {
    const found = seen(heard);
    heard = found.at(-1)?.seq ?? heard;
    if (found.length > 0) for (const listener of listeners) listener(found);
  }

  async function write(draft: Draft) {
    const entry = await append(draft);
    look();
    return entry;
  }

  const stop = every({ ms: LOOK_MS, run: look, after: life.timers.after });
  return {
    append: (delivery, refusal) => write({ delivery, refusal }),
    appendAct: (act) => write({ act, refusal: null }),
    read: async (after, limit) => seen(after).slice(0, limit),
    head: async () => seen(0).at(-1)?.seq ?? 0,
    refused: async () => [],
    countRefused: async () => 0,
    noteUnderstood: async () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onRewritten: () => () => undefined,
    writable: () => true,
    current: () => true,
    unseenFor: () => 0,
    close: async () => stop(),
  };
}
