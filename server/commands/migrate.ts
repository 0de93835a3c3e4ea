/** Tells the version of the journal's file in RINGSIDE_DATA, and brings it back to an earlier one. */
import { createBackups } from "#server/backup/backups.ts";
import { inspectBackup } from "#server/backup/inspect-backup.ts";
import { systemClock } from "#server/clock.ts";
import { accessPath, backupsPath, journalPath } from "#server/config/data-folder.ts";
import { claimFile } from "#server/journal/file-claim.ts";
import { SCHEMA_VERSION } from "#server/journal/sqlite-schema.ts";
import { bringDown, versionOf } from "#server/journal/sqlite-upgrade.ts";
import { localConfig, localSettings, noJournalIn } from "./local-data.ts";
import { type MigrateOptions, migrateHelp, readMigrateOptions } from "./migrate-options.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

/** Accounts, screens and the webhook's digests are of a file of their own, which came with this schema. */
const FIRST_WITH_ACCOUNTS = 3;

async function run({ to }: MigrateOptions): Promise<void> {
  process.umask(0o077);
  const config = localConfig(process.env);
  const { dataFolder } = config;
  const journal = journalPath(dataFolder);
  const version = versionOf(journal);
  if (version === null) throw noJournalIn(dataFolder);
  await print([`schema:    ${version}; this Ringside reads 1 to ${SCHEMA_VERSION}, and writes ${SCHEMA_VERSION}\n`]);
  if (to === null) return;
  // Where a server runs there is nothing to prepare.
  claimFile(journal)();
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
  const { passedOver } = bringDown(journal, to);
  await print(linesAbout(to, passedOver).map((line) => `${line}\n`));
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
