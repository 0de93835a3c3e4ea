import { randomFillSync } from "node:crypto";
import { existsSync } from "node:fs";
import { firstPassword } from "#lib/access/first-password.ts";
import { noChanges } from "#server/access/access-changes.ts";
import type { AccessDatabase } from "#server/access/access-database.ts";
import { madeSecret } from "#server/access/access-secret.ts";
import type { Audit } from "#server/access/audit.ts";
import { createAudit } from "#server/access/audit-log.ts";
import { type Entrance, openEntrance } from "#server/access/entrance.ts";
import { usualCost } from "#server/access/password-hash.ts";
import { openPostgresAccess } from "#server/access/postgres-access.ts";
import { openFleetingAccess, openSqliteAccess } from "#server/access/sqlite-access.ts";
import { systemClock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import { accessPath } from "#server/config/data-folder.ts";
import { createEndings } from "#server/endings.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres, requireDurable } from "#server/postgres/postgres.ts";
import { StartError } from "#server/start-error.ts";
import { type AdminOptions, adminHelp, readAdminOptions } from "./admin-options.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

const log = createLogger("warn");

async function run(options: AdminOptions): Promise<void> {
  const { RINGSIDE_DATA, DATABASE_URL } = process.env;
  const { dataFolder, databaseUrl } = readConfig({ RINGSIDE_DATA, DATABASE_URL });
  const endings = createEndings(log);
  try {
    const open = databaseUrl === null ? fileOpener(dataFolder) : await databaseOpener(databaseUrl, endings);
    const entrance = await openEntrance({
      database: open(),
      fleeting: openFleetingAccess(),
      changes: noChanges,
      // It begins no session, and needs none of the server's.
      secret: madeSecret(),
      admin: null,
      company: null,
      codes: null,
      cost: usualCost,
      clock: systemClock,
      log,
    });
    endings.add("the accounts", entrance.close);
    const audit = createAudit(open(), systemClock);
    endings.add("the audit log", async () => audit.close());
    await (options.deed === "list" ? list(entrance) : reset(entrance, audit, options.email));
  } finally {
    await endings.run();
  }
}

function fileOpener(dataFolder: string): () => AccessDatabase {
  const path = accessPath(dataFolder);
  if (existsSync(path)) return () => openSqliteAccess(path);
  throw new StartError(`There are no accounts in ${dataFolder}: RINGSIDE_DATA says where they are.`);
}

async function databaseOpener(url: string, endings: ReturnType<typeof createEndings>): Promise<() => AccessDatabase> {
  const postgres = createPostgres(url, log);
  endings.add("the database", postgres.close);
  await requireDurable(postgres);
  const [found] = await postgres.query<{ made: boolean }>("SELECT to_regclass('known_network') IS NOT NULL AS made");
  if (!found?.made) throw new StartError("There are no accounts in the database that DATABASE_URL leads to.");
  const database = await openPostgresAccess(postgres, log);
  return () => database;
}

async function list({ accounts }: Entrance): Promise<void> {
  const all = await accounts.list();
  await print(all.map(({ email, role, name }) => `${email}\t${role}\t${name}\n`));
}

async function reset({ accounts }: Entrance, audit: Pick<Audit, "note">, email: string): Promise<void> {
  const kept = await accounts.byEmail(email);
  if (kept === null) throw new StartError("Nobody has an account with that email; --list tells who has one.");
  const password = firstPassword(randomFillSync);
  const { id, name } = kept.account;
  const about = { of: "account", id, name } as const;
  // Whoever may run this has the data folder: nobody asks who they are.
  await audit.note({ by: { is: "open" }, address: "", kind: "password-set", about });
  await accounts.reset(kept.account.id, password);
  await print([`${password}\n`]);
}

await runCommand(readAdminOptions(process.argv.slice(2)), { help: adminHelp, run });
