import { randomUUID } from "node:crypto";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Logger } from "#server/log.ts";
import type { Postgres } from "#server/postgres/postgres.ts";
import { migrate } from "#server/postgres/schema-version.ts";
import { every, systemTimers } from "#server/timers.ts";
import { archiveSchema } from "./archive-registry.ts";
import type { CallArchive } from "./call-archive.ts";
import { createEditionOutbox } from "./edition-outbox.ts";
import { createEditionQuestions, orUnavailable } from "./edition-questions.ts";
import { createEditionTenancy, type EditionTenancy } from "./edition-tenancy.ts";
import { createEditionUpkeep } from "./edition-upkeep.ts";
import { createEditionWriter } from "./edition-writer.ts";
import { createEditions } from "./editions.ts";
import { createLongReader } from "./long-reader.ts";

export interface PostgresArchiveParts {
  readonly postgres: Postgres;
  /** Of the rules by which calls are read. */
  readonly fingerprint: string;
  readonly settings: BoardSettings;
  readonly log: Logger;
}

/** How often this server tells that it lives by its edition, and looks for what nobody lives by, ms. */
const TOUCH_MS = 20_000;

/**
 * An archive that several servers share. Each of them folds the same journal and hands over the same calls; whoever comes
 * first writes them, and the others see by the position that they are there. Throws `StartError` where a later version of
 * Ringside made the tables.
 */
export async function openPostgresArchive(parts: PostgresArchiveParts): Promise<CallArchive> {
  const { postgres, fingerprint, settings, log } = parts;
  await migrate(postgres, archiveSchema);
  const server = randomUUID();
  const editions = createEditions({ postgres, fingerprint, server });
  const tenancy = createEditionTenancy({ postgres, editions, fingerprint, server });
  const writer = createEditionWriter(editions, settings);
  const upkeep = createEditionUpkeep({ postgres, editions, tenancy, settings });
  const outbox = createEditionOutbox({ editions, writer, upkeep, log });
  const longReader = createLongReader({ url: postgres.connection.connectionString ?? "", fingerprint });
  await tenancy.touch();
  const stopTouching = every({ ms: TOUCH_MS, run: () => void keepHouse(tenancy), after: systemTimers.after });
  const { take, flush, clear, erase, forget, report } = outbox;
  return {
    ...{ take, flush, clear, erase, forget, report },
    ...createEditionQuestions({ editions, outbox, longReader }),
    generation: () => orUnavailable(() => editions.writing(async ({ generation }) => generation)),
    rev: () => orUnavailable(async () => Math.max(0, (await editions.standing())?.rev ?? 0)),
    async close() {
      stopTouching();
      await Promise.all([longReader.close(), outbox.close()]);
      await tenancy.leave().catch(() => undefined);
    },
  };
}

/** What could not be done is done the next time. */
async function keepHouse(tenancy: EditionTenancy): Promise<void> {
  try {
    await tenancy.touch();
    await tenancy.dropUnused();
  } catch {
    // Whoever writes or asks tells that the database is away.
  }
}
