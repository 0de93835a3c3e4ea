/** Prints the journal as a capture. The server may be running: nothing is written. */
import { readConfig } from "#server/config/config.ts";
import { journalPath } from "#server/config/data-folder.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { capture } from "./export-capture.ts";
import { type ExportOptions, exportHelp, readExportOptions } from "./export-options.ts";
import { print } from "./output.ts";
import { runCommand } from "./run-command.ts";

async function run(options: ExportOptions): Promise<void> {
  const reader = openSqliteReader(journalPath(readConfig(process.env).dataFolder));
  await print(capture(reader, options));
  reader.close();
}

await runCommand(readExportOptions(process.argv.slice(2)), { help: exportHelp, run });
