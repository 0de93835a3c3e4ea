/** Makes a backup of RINGSIDE_DATA, or looks at one. The server may be running: nothing of its is written. */
import { existsSync } from "node:fs";
import { type BackupParts, createBackups } from "#server/backup/backups.ts";
import { type BackupContent, inspectBackup } from "#server/backup/inspect-backup.ts";
import { systemClock } from "#server/clock.ts";
import type { Config } from "#server/config/config.ts";
import { accessPath, backupsPath, journalPath } from "#server/config/data-folder.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { contentLines } from "./backup-content.ts";
import { type BackupOptions, backupHelp, readBackupOptions } from "./backup-options.ts";
import { backupPlace } from "./backup-place.ts";
import { localConfig, localSettings, noJournalIn } from "./local-data.ts";
import { print, say } from "./output.ts";
import { runCommand } from "./run-command.ts";

async function run({ verify }: BackupOptions): Promise<void> {
  process.umask(0o077);
  const config = localConfig(process.env);
  const inspect = (folder: string) => inspectBackup(folder, localSettings(config));
  const { path, content } =
    verify === null ? await make(config.dataFolder, inspect) : await look(config, verify, inspect);
  await print([`${path}\n`]);
  for (const line of contentLines(content)) say(line);
}

interface Inspected {
  readonly path: string;
  readonly content: BackupContent;
}

async function make(dataFolder: string, inspect: BackupParts["inspect"]): Promise<Inspected> {
  const journal = journalPath(dataFolder);
  if (!existsSync(journal)) throw noJournalIn(dataFolder);
  const folder = backupsPath(dataFolder);
  const sources = { journal, access: accessPath(dataFolder) };
  try {
    const { facts, content } = await createBackups({ folder, sources, clock: systemClock, inspect }).make();
    return { path: `${folder}/${facts.name}`, content };
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`No backup of ${journal} can be made: ${reasonOf(cause)}.`, { cause });
  }
}

async function look({ dataFolder }: Config, named: string, inspect: BackupParts["inspect"]): Promise<Inspected> {
  const path = backupPlace(named, dataFolder);
  return { path, content: await inspect(path) };
}

await runCommand(readBackupOptions(process.argv.slice(2)), { help: backupHelp, run });
