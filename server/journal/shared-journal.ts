import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Clock } from "#server/clock.ts";
import type { CommitMeter } from "#server/metrics/commit-meter.ts";
import type { StandingLine } from "#server/postgres/standing-line.ts";
import type { Timers } from "#server/timers.ts";
import type { Journal } from "./journal.ts";
import type { Batch } from "./postgres-append.ts";
import { createPostgresFeed } from "./postgres-feed.ts";
import type { PostgresGeneration } from "./postgres-generation.ts";
import type { PostgresReader } from "./postgres-reader.ts";
import { createPostgresWriter } from "./postgres-writer.ts";

/** What one server needs of a journal that several append to. */
export interface SharedJournalParts {
  readonly reader: PostgresReader;
  /** All of it or nothing, behind all that is there, and of one name once. @param now epoch ms */
  readonly appendBatch: (batch: Batch, now: number) => Promise<readonly JournalEntry[]>;
  /** @param notice is called with the `seq` up to which something was appended; null: perhaps something was */
  readonly listen: (notice: (seq: number | null) => void) => Pick<StandingLine, "start" | "close">;
  readonly generation: Pick<PostgresGeneration, "look" | "onRewritten">;
  readonly noteUnderstood: Journal["noteUnderstood"];
  readonly clock: Clock;
  readonly meter?: CommitMeter | null;
  readonly timers?: Timers;
}

/** One server's end of it. */
export interface SharedJournal extends Journal {
  /** Resolves when all that is in the journal now is told. */
  catchUp(): Promise<void>;
}

/** Resolves when it listens. */
export async function createSharedJournal(parts: SharedJournalParts): Promise<SharedJournal> {
  const { reader, generation, noteUnderstood } = parts;
  const feed = createPostgresFeed({ ...parts, look: generation.look });
  await feed.start();
  const writer = createPostgresWriter({ ...parts, tell: feed.tell });
  return {
    append: async (delivery, refusal, read) => writer.append({ delivery, refusal, read }),
    appendAct: async (act) => writer.append({ act, refusal: null }),
    ...reader,
    noteUnderstood,
    subscribe: feed.subscribe,
    onRewritten: generation.onRewritten,
    writable: writer.writable,
    current: feed.current,
    unseenFor: feed.unseenFor,
    async close() {
      await writer.close();
      feed.close();
    },
    catchUp: feed.catchUp,
  };
}
