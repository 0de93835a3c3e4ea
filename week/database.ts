import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { chance, type Random } from "#lib/simulator/random.ts";
import { createSteadyClock } from "#server/clock.ts";
import { entryOf } from "#server/journal/draft.ts";
import type { StoredEntry } from "#server/journal/entry-storage.ts";
import type { Checkpoint, CheckpointStore } from "#server/journal/journal.ts";
import type { Batch } from "#server/journal/postgres-append.ts";
import type { PostgresReader } from "#server/journal/postgres-reader.ts";
import { createSharedJournal } from "#server/journal/shared-journal.ts";
import type { Logger } from "#server/log.ts";
import { createDatabaseClock } from "#server/postgres/database-clock.ts";
import { createTimePassed } from "#server/time-passed.ts";
import { createDatabaseArchive } from "./database-archive.ts";
import { createDatabaseLines } from "./database-lines.ts";
import { createDatabaseWay, type DatabaseCondition } from "./database-way.ts";
import type { Home } from "./home.ts";
import type { Life } from "./life.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** The database that several servers share: commits in one order, each safe when it is answered. */
export interface Database extends Home {
  become(condition: DatabaseCondition): void;
  /** Nothing passes between it and those processes any more, and nobody is told. null: all is well again. */
  partFrom(isParted: ((life: Life) => boolean) | null): void;
  /** The line on which a process hears of new entries is lost, and made anew. */
  cutLines(): void;
  /** Its own clock is set. @param ms by how much */
  setClock(ms: number): void;
}

interface DatabaseParts {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly log: Logger;
}

export function createDatabase({ time, random, log }: DatabaseParts): Database {
  const table = createEntryTable();
  const lines = createDatabaseLines(random);
  const way = createDatabaseWay(random);
  const { ask } = way;
  const archive = createDatabaseArchive(ask);
  const checkpoints = new Map<string, Checkpoint>();
  let offset = 0;

  function append(batch: Batch, now: number): readonly JournalEntry[] {
    const { entries, isNew } = table.append(batch, now);
    if (isNew && entries.length > 0) lines.tell(table.entries.length);
    return entries;
  }

  function checkpointsFor(life: Life): CheckpointStore {
    return {
      load: (fingerprint) => ask(life, () => checkpoints.get(fingerprint) ?? null),
      save: (saved) =>
        ask(life, () => {
          const before = checkpoints.get(saved.fingerprint)?.seq ?? 0;
          if (before <= saved.seq) checkpoints.set(saved.fingerprint, saved);
        }),
    };
  }

  return {
    entries: table.entries,
    become(next) {
      way.become(next);
      if (next === "down") lines.lose(() => true);
      if (next === "well") lines.restore();
    },
    partFrom(next) {
      if (next === null) lines.restore();
      else lines.lose(next);
      way.partFrom(next);
    },
    cutLines() {
      lines.lose(() => chance(random, 0.7));
      lines.restore();
    },
    setClock(ms) {
      offset += ms;
    },
    losePower: () => undefined,
    openArchive: archive.open,
    async open(life, local) {
      const { timers } = life;
      const asked = createDatabaseClock({
        ask: () => ask(life, () => Math.floor(time.now() + offset)),
        passed: createTimePassed({ elapsed: timers.elapsed, local, sinceBoot: time.now }),
        ...{ log, after: timers.after },
      });
      await asked.start();
      const clock = createSteadyClock(asked, timers.elapsed);
      const journal = await createSharedJournal({
        reader: readerOf(table.entries, (work) => ask(life, work)),
        appendBatch: (batch, now) => ask(life, () => append(batch, now)),
        listen: (notice) => lines.listen(life, notice),
        generation: { look: async () => undefined, onRewritten: () => () => undefined },
        noteUnderstood: async () => undefined,
        ...{ clock, timers },
      });
      const close = async () => {
        await journal.close();
        asked.close();
      };
      return { journal: { ...journal, checkpoints: checkpointsFor(life) }, clock, close };
    },
  };
}

function readerOf(entries: readonly StoredEntry[], ask: <T>(work: () => T) => Promise<T>): PostgresReader {
  return {
    read: (after, limit) => ask(() => entries.slice(after, after + limit).map(({ entry }) => entry)),
    head: () => ask(() => entries.length),
    refused: () => ask(() => []),
    countRefused: () => ask(() => entries.filter(({ refusal }) => refusal !== null).length),
  };
}

/** What the function that appends does, in a database: one after the other, and a batch of one name once. */
function createEntryTable() {
  const entries: StoredEntry[] = [];
  const batches = new Map<string, readonly JournalEntry[]>();
  return {
    entries,
    append(
      { name, drafts }: Batch,
      clock: number,
    ): { readonly entries: readonly JournalEntry[]; readonly isNew: boolean } {
      const known = batches.get(name);
      if (known !== undefined) return { entries: known, isNew: false };
      const at = Math.max(entries.at(-1)?.entry.at ?? clock, clock);
      const added: JournalEntry[] = [];
      for (const draft of drafts) {
        const seq = entries.length + 1;
        const stored =
          draft.act === undefined
            ? { entry: entryOf(draft, seq, at), refusal: draft.refusal }
            : { entry: entryOf(draft, seq, at), refusal: null };
        entries.push(stored);
        added.push(stored.entry);
      }
      batches.set(name, added);
      return { entries: added, isNew: true };
    },
  };
}
