/** Moves a data folder's journal and accounts into PostgreSQL. No server may be running on either. */
import { readConfig } from "#server/config/config.ts";
import { createLogger } from "#server/log.ts";
import { type MovedHome, moveHome } from "#server/move/move-home.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import { StartError } from "#server/start-error.ts";
import { readCommandLine } from "./command-line.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

const help = `Copies the journal and the accounts of RINGSIDE_DATA into the empty PostgreSQL of DATABASE_URL, reads both again and
compares every row. All of it arrives, or nothing does. The data folder stays as it is.

  DATABASE_URL=postgres://user:password@host/ringside npm run -s move

Stop the server first; start it again with the same DATABASE_URL.
`;

async function run(): Promise<void> {
  const { RINGSIDE_DATA, DATABASE_URL } = process.env;
  const { dataFolder, databaseUrl } = readConfig({ RINGSIDE_DATA, DATABASE_URL });
  if (databaseUrl === null) throw new StartError("DATABASE_URL must say where to.");
  const log = createLogger("warn");
  const postgres = createPostgres(databaseUrl, log);
  try {
    await print(linesAbout(await moveHome(dataFolder, postgres, log)));
  } finally {
    await postgres.close();
  }
}

function linesAbout({ journal, tables }: MovedHome): readonly string[] {
  const counted = Object.entries(tables).map(([table, rows]) => `${`${rows}`.padStart(9)}  ${table}`);
  return [
    "Moved, and found equal row by row:\n",
    `${`${journal.entries}`.padStart(9)}  entries of the journal (SHA-256 ${journal.digest})\n`,
    ...counted.map((line) => `${line}\n`),
  ];
}

await runCommand(
  readCommandLine(process.argv.slice(2), {}, () => ({})),
  { help, run },
);
