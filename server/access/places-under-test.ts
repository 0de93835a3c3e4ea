import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "#server/clock.ts";
import { createLogger } from "#server/log.ts";
import type { Bus } from "#server/postgres/bus.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import type { AccessDatabase } from "./access-database.ts";
import type { AccessHome } from "./access-home.ts";
import { createOwnHome } from "./own-home.ts";
import { openPostgresAccess } from "./postgres-access.ts";
import { openSharedHome } from "./shared-home.ts";
import { openSqliteAccess } from "./sqlite-access.ts";

/** A place to keep things in, of one test. */
export interface PlaceUnderTest {
  /** As a server comes to it; each time as another one. */
  home(clock: Clock): Promise<AccessHome>;
  /** As somebody comes to it who is no server. */
  open(): Promise<AccessDatabase>;
  remove(): Promise<void>;
}

/** For `describe.each`: what is kept in one of them is kept alike in the other. */
export const places = [
  { name: "SQLite", makePlace: makeFolder },
  { name: "PostgreSQL", makePlace: makeDatabase },
] as const;

const log = createLogger("silent");

/** Of servers that only hear of each other when they look. */
const silentBus: Bus = { tell: () => undefined, hear: () => () => undefined };

async function makeFolder(): Promise<PlaceUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "ringside-access-"));
  const opened: AccessDatabase[] = [];
  return {
    home: async () => createOwnHome({ dataFolder: folder, inMemory: false }),
    async open() {
      const database = openSqliteAccess(join(folder, "access.db"));
      opened.push(database);
      return database;
    },
    async remove() {
      for (const database of opened) database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function makeDatabase(): Promise<PlaceUnderTest> {
  const url = await createDatabaseUnderTest();
  const opened: Postgres[] = [];
  const connect = () => {
    const postgres = createPostgres(url, log);
    opened.push(postgres);
    return postgres;
  };
  return {
    home: (clock) => openSharedHome({ postgres: connect(), bus: silentBus, clock, log }),
    open: () => openPostgresAccess(connect(), log),
    async remove() {
      for (const postgres of opened) await postgres.close();
    },
  };
}
