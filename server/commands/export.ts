/** Prints the journal as a capture. The server may be running: nothing is written. */
import { existsSync } from "node:fs";
import { readConfig } from "#server/config/config.ts";
import { journalPath } from "#server/config/data-folder.ts";
import type { ReadableJournal } from "#server/journal/entry-at.ts";
import { createPostgresReader } from "#server/journal/postgres-reader.ts";
import { type JournalReader, openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { capture } from "./export-capture.ts";
import { type ExportOptions, exportHelp, readExportOptions } from "./export-options.ts";
import { noJournalIn } from "./local-data.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

async function run(options: ExportOptions): Promise<void> {
  const { dataFolder, databaseUrl } = readConfig(process.env);
  const journal = databaseUrl === null ? openFile(dataFolder) : openPostgresReader(databaseUrl);
  try {
    await print(capture(journal, options));
  } finally {
    await journal.close();
  }
}

function openFile(dataFolder: string): JournalReader {
  const path = journalPath(dataFolder);
  if (!existsSync(path)) throw noJournalIn(dataFolder);
  return openSqliteReader(path);
}

function openPostgresReader(url: string): ReadableJournal & { close(): Promise<void> } {
  const postgres = createPostgres(url, createLogger("warn"));
  const { read, head } = createPostgresReader(postgres);
  return {
    read,
    async head() {
      try {
        return await head();
      } catch (cause) {
        throw new StartError(`DATABASE_URL leads to no journal that can be read: ${reasonOf(cause)}.`, { cause });
      }
    },
    close: postgres.close,
  };
}

await runCommand(readExportOptions(process.argv.slice(2)), { help: exportHelp, run });
