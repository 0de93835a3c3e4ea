import { afterEach, beforeEach } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { describeArchive } from "./archive-contract.ts";
import type { CallArchive } from "./call-archive.ts";
import { openPostgresArchive } from "./postgres-archive.ts";

const log = createLogger("silent");

let url: string;
const opened: { close(): Promise<void> }[] = [];

function kept<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

const connect = (): Postgres => kept(createPostgres(url, log));

async function open(fingerprint = "rules"): Promise<CallArchive> {
  return kept(await openPostgresArchive({ postgres: connect(), fingerprint, settings: defaultSettings, log }));
}

beforeEach(async () => {
  url = await createDatabaseUnderTest();
});
afterEach(async () => {
  for (let one = opened.pop(); one; one = opened.pop()) await one.close();
});

describeArchive("the archive in PostgreSQL", {
  open,
  async obstruct() {
    const rival = connect();
    await rival.query("ALTER TABLE archive_edition RENAME TO elsewhere");
    return async () => void (await rival.query("ALTER TABLE elsewhere RENAME TO archive_edition"));
  },
});
