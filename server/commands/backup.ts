/** Makes a backup of RINGSIDE_DATA. The server may be running: nothing of its is written. */
import { existsSync } from "node:fs";
import { createBackups } from "#server/backup/backups.ts";
import { systemClock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import { accessPath, backupsPath, journalPath } from "#server/config/data-folder.ts";
import { StartError } from "#server/start-error.ts";
import { readCommandLine } from "./command-line.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

const help = `Copies the journal and the accounts of RINGSIDE_DATA into its folder backups, opens the copy, and prints where it
is. The last seven are kept. The server may be running.

  npm run -s backup
`;

async function run(): Promise<void> {
  process.umask(0o077);
  const { dataFolder } = readConfig({ RINGSIDE_DATA: process.env["RINGSIDE_DATA"] });
  const journal = journalPath(dataFolder);
  if (!existsSync(journal))
    throw new StartError(`There is no journal in ${dataFolder}: RINGSIDE_DATA says where it is.`);
  const folder = backupsPath(dataFolder);
  const { name } = await createBackups(folder, { journal, access: accessPath(dataFolder) }, systemClock).make();
  await print([`${folder}/${name}\n`]);
}

await runCommand(
  readCommandLine(process.argv.slice(2), {}, () => ({})),
  { help, run },
);
