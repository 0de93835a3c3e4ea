import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { CommitMeter } from "#server/metrics/commit-meter.ts";
import { type Postgres, requireDurable } from "#server/postgres/postgres.ts";
import { migrate } from "#server/postgres/schema-version.ts";
import { createStandingLine } from "#server/postgres/standing-line.ts";
import { JournalUnavailable } from "./journal.ts";
import type { JournalStore } from "./journal-store.ts";
import { createPostgresCheckpoints } from "./postgres-checkpoints.ts";
import { createPostgresFeed } from "./postgres-feed.ts";
import { createPostgresGeneration } from "./postgres-generation.ts";
import { createPostgresReader } from "./postgres-reader.ts";
import { JOURNAL_CHANNEL, journalSchema } from "./postgres-schema.ts";
import { createPostgresUpkeep } from "./postgres-upkeep.ts";
import { createPostgresWriter } from "./postgres-writer.ts";

/**
 * The journal in PostgreSQL, which several servers share. `clock` is to follow the database's, so that the servers agree.
 * Throws `StartError` when the database cannot be used, or would not keep what it is given. It stays open when the journal
 * is closed.
 */
export async function openPostgresJournal(
  postgres: Postgres,
  clock: Clock,
  log: Logger,
  meter: CommitMeter | null = null,
): Promise<JournalStore> {
  await requireDurable(postgres);
  await migrate(postgres, journalSchema);
  const reader = createPostgresReader(postgres);
  const generation = createPostgresGeneration(postgres, log);
  await generation.start();
  const feed = createPostgresFeed({
    reader,
    look: generation.look,
    listen: (notice) =>
      createStandingLine({
        connection: postgres.connection,
        channel: JOURNAL_CHANNEL,
        onNotice: (payload) => notice(Number(payload)),
        onStanding: () => notice(null),
        onLost: () => log.warn("the line that tells of new entries was lost; they are looked for once a second"),
      }),
  });
  await feed.start();
  const writer = createPostgresWriter({ queries: postgres, clock, tell: feed.tell, meter });
  return {
    append: async (delivery, refusal) => writer.append({ delivery, refusal }),
    appendAct: async (act) => writer.append({ act, refusal: null }),
    ...reader,
    async noteUnderstood(seq) {
      try {
        await postgres.query("UPDATE entry SET refusal = NULL WHERE seq = $1", [seq]);
      } catch (cause) {
        throw new JournalUnavailable("the journal cannot be written", { cause });
      }
    },
    subscribe: feed.subscribe,
    onRewritten: generation.onRewritten,
    writable: writer.writable,
    current: feed.current,
    async close() {
      await writer.close();
      feed.close();
    },
    checkpoints: createPostgresCheckpoints(postgres, generation.number),
    upkeep: createPostgresUpkeep({ postgres, catchUp: feed.catchUp, outdated: generation.outdated }),
  };
}
