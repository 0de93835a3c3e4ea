import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { CommitMeter } from "#server/metrics/commit-meter.ts";
import { type Postgres, requireDurable } from "#server/postgres/postgres.ts";
import { migrate } from "#server/postgres/schema-version.ts";
import { createStandingLine } from "#server/postgres/standing-line.ts";
import { JournalUnavailable } from "./journal.ts";
import type { JournalStore } from "./journal-store.ts";
import { appendBatch } from "./postgres-append.ts";
import { createPostgresCheckpoints } from "./postgres-checkpoints.ts";
import { createPostgresGeneration } from "./postgres-generation.ts";
import { createPostgresReader } from "./postgres-reader.ts";
import { JOURNAL_CHANNEL, journalSchema } from "./postgres-schema.ts";
import { createPostgresUpkeep } from "./postgres-upkeep.ts";
import { createSharedJournal } from "./shared-journal.ts";

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
  const { catchUp, ...journal } = await createSharedJournal({
    reader,
    generation,
    clock,
    meter,
    listen: (notice) =>
      createStandingLine({
        connection: postgres.connection,
        channel: JOURNAL_CHANNEL,
        onNotice: (payload) => notice(Number(payload)),
        onStanding: () => notice(null),
        onLost: () => log.warn("the line that tells of new entries was lost; they are looked for once a second"),
      }),
    appendBatch: (batch, now) => appendBatch(postgres, batch, now),
    async noteUnderstood(seq) {
      try {
        await postgres.query("UPDATE entry SET refusal = NULL WHERE seq = $1", [seq]);
      } catch (cause) {
        throw new JournalUnavailable("the journal cannot be written", { cause });
      }
    },
  });
  return {
    ...journal,
    checkpoints: createPostgresCheckpoints(postgres, generation.number),
    upkeep: createPostgresUpkeep({ postgres, catchUp, generation }),
  };
}
