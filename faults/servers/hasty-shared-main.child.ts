// One of several servers as it must not be: it says that something is safe before the database has committed it. For
// controls.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { createApp } from "#server/app.ts";
import { systemClock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import type { Draft } from "#server/journal/draft.ts";
import { appendBatch } from "#server/journal/postgres-append.ts";
import { openPostgresJournal } from "#server/journal/postgres-journal.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres } from "#server/postgres/postgres.ts";

/** ms between the answer and the commit. */
const HASTE = 20;

const config = readConfig(process.env);
const log = createLogger("error");
const postgres = createPostgres(config.databaseUrl ?? "", log);
const patient = await openPostgresJournal(postgres, systemClock, log);

/** Tells the place of an entry while its transaction is still open. */
function append<D extends Draft>(draft: D) {
  const told = Promise.withResolvers<Awaited<ReturnType<typeof appendBatch>>[number]>();
  postgres
    .transaction(async (queries) => {
      const [entry] = await appendBatch(queries, { name: randomUUID(), drafts: [draft] }, systemClock.now());
      if (entry) told.resolve(entry);
      await pause(HASTE);
    })
    .catch(told.reject);
  return told.promise;
}

const journal = {
  ...patient,
  append: (...[delivery, refusal]: Parameters<typeof patient.append>) => append({ delivery, refusal }),
};
const app = createApp(config, { journal, pages: false, log });
const { url } = await app.start();
console.info(`The wall:     ${url}/wall`);
