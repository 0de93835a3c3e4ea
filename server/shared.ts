import type { Clock } from "./clock.ts";
import type { Endings } from "./endings.ts";
import type { Logger } from "./log.ts";
import type { Bus } from "./postgres/bus.ts";
import { createDatabaseClock, databaseTime } from "./postgres/database-clock.ts";
import { createPostgres, type Postgres, requireDurable } from "./postgres/postgres.ts";
import { createPostgresBus } from "./postgres/postgres-bus.ts";

/** What servers have in common that share a database. */
export interface Shared {
  readonly postgres: Postgres;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** @param url as in DATABASE_URL. Throws `StartError` where the database cannot be used. */
export async function openShared(url: string, log: Logger, endings: Endings): Promise<Shared> {
  const postgres = createPostgres(url, log);
  endings.add("the database", () => postgres.close());
  await requireDurable(postgres);
  const clock = createDatabaseClock({ ask: () => databaseTime(postgres), log });
  endings.add("the database's clock", async () => clock.close());
  await clock.start();
  const bus = createPostgresBus(postgres, log);
  endings.add("the line to the other servers", () => bus.close());
  await bus.start();
  return { postgres, bus, clock };
}
