/** Tells of which schema the journal is, in RINGSIDE_DATA or in DATABASE_URL, and brings it back to an earlier one. */
import { accessSchema } from "#server/access/postgres-access-tables.ts";
import { archiveSchema } from "#server/archive/archive-registry.ts";
import { createBackups } from "#server/backup/backups.ts";
import { inspectBackup } from "#server/backup/inspect-backup.ts";
import { systemClock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import { accessPath, backupsPath, journalPath } from "#server/config/data-folder.ts";
import { claimFile } from "#server/journal/file-claim.ts";
import { journalSchema } from "#server/journal/postgres-schema.ts";
import { SCHEMA_VERSION } from "#server/journal/sqlite-schema.ts";
import { bringDown, requireWayDown, versionOf } from "#server/journal/sqlite-upgrade.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import { goBack, type PartVersion, partVersion } from "#server/postgres/schema-version.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { localConfig, localSettings, noJournalIn } from "./local-data.ts";
import { type MigrateOptions, migrateHelp, readMigrateOptions, type Wanted } from "./migrate-options.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

const parts = [journalSchema, accessSchema, archiveSchema];

/** Accounts, screens and the webhook's digests are of a file of their own, which came with this schema. */
const FIRST_WITH_ACCOUNTS = 3;

async function run({ to }: MigrateOptions): Promise<void> {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL) await migrateDatabase(DATABASE_URL, to);
  else await migrateFile(to);
}

async function migrateDatabase(url: string, to: Wanted | null): Promise<void> {
  const { databaseUrl } = readConfig({ DATABASE_URL: url });
  const postgres = createPostgres(databaseUrl ?? url, createLogger("warn"));
  try {
    const ours = parts.map(({ name, steps }) => `${name} ${steps.length}`).join(", ");
    // On one connection, so that no other of this command's own is taken for a server's.
    const theirs = await postgres.transaction(async (queries) => {
      const versions: PartVersion[] = [];
      for (const { name } of parts) versions.push(await partVersion(queries, name));
      return versions;
    });
    const told = parts.map(({ name }, index) => `${name} ${theirs[index]?.version ?? 0}`).join(", ");
    await print([`schema:    ${told}; this Ringside makes ${ours}\n`]);
    if (to === null) return;
    const part = parts.find(({ name }) => name === to.part);
    if (!part)
      throw new StartError("The journal is in the database of DATABASE_URL: --to names a part, such as journal=1.");
    await goBack(postgres, part, to.version);
    await print([`now:       ${part.name} ${to.version}; a later Ringside that starts brings it up again\n`]);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`DATABASE_URL leads to no Ringside that can be read: ${reasonOf(cause)}.`, { cause });
  } finally {
    await postgres.close();
  }
}

async function migrateFile(to: Wanted | null): Promise<void> {
  process.umask(0o077);
  const config = localConfig(process.env);
  const { dataFolder } = config;
  const journal = journalPath(dataFolder);
  const version = versionOf(journal);
  if (version === null) throw noJournalIn(dataFolder);
  await print([`schema:    ${version}; this Ringside reads 1 to ${SCHEMA_VERSION}, and writes ${SCHEMA_VERSION}\n`]);
  if (to === null) return;
  if (to.part !== null) throw new StartError("The journal is in a file: --to takes a number alone, such as 2.");
  requireWayDown(version, to.version);
  // Where a server runs there is nothing to prepare.
  claimFile(journal)();
  if (to.version === version) return print([`now:       schema ${version}, as it was: nothing is to be done\n`]);
  const folder = backupsPath(dataFolder);
  const settings = localSettings(config);
  const backups = createBackups({
    folder,
    sources: { journal, access: accessPath(dataFolder) },
    clock: systemClock,
    inspect: (made) => inspectBackup(made, settings),
  });
  const { facts } = await backups.make();
  await print([`backup:    ${folder}/${facts.name}\n`]);
  const { passedOver } = bringDown(journal, to.version);
  await print(linesAbout(to.version, passedOver).map((line) => `${line}\n`));
}

function linesAbout(to: number, passedOver: number): readonly string[] {
  return [
    `now:       schema ${to}`,
    ...(passedOver > 0 ? [`unseen:    ${passedOver} deliveries, until this version is started again`] : []),
    ...(to < FIRST_WITH_ACCOUNTS
      ? ["accounts:  access.db stays as it is; that Ringside asks nobody to sign in, and has a webhook key of its own"]
      : []),
  ];
}

await runCommand(readMigrateOptions(process.argv.slice(2)), { help: migrateHelp, run });
