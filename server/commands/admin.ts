import { randomFillSync } from "node:crypto";
import { existsSync } from "node:fs";
import { firstPassword } from "#lib/access/first-password.ts";
import { openAccessDatabase } from "#server/access/access-database.ts";
import { madeSecret } from "#server/access/access-secret.ts";
import type { Audit } from "#server/access/audit.ts";
import { type Entrance, openEntrance } from "#server/access/entrance.ts";
import { usualCost } from "#server/access/password-hash.ts";
import { createSqliteAudit } from "#server/access/sqlite-audit.ts";
import { systemClock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import { accessPath } from "#server/config/data-folder.ts";
import { createLogger } from "#server/log.ts";
import { StartError } from "#server/start-error.ts";
import { type AdminOptions, adminHelp, readAdminOptions } from "./admin-options.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

async function run(options: AdminOptions): Promise<void> {
  const { RINGSIDE_DATA } = process.env;
  const { dataFolder } = readConfig({ RINGSIDE_DATA });
  const path = accessPath(dataFolder);
  if (!existsSync(path))
    throw new StartError(`There are no accounts in ${dataFolder}: RINGSIDE_DATA says where they are.`);
  const entrance = await openEntrance({
    database: openAccessDatabase(path),
    // It begins no session, and needs none of the server's.
    secret: madeSecret(),
    admin: null,
    company: null,
    cost: usualCost,
    clock: systemClock,
    log: createLogger("warn"),
  });
  const audit = createSqliteAudit(path, systemClock);
  try {
    await (options.deed === "list" ? list(entrance) : reset(entrance, audit, options.email));
  } finally {
    audit.close();
    entrance.close();
  }
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
