/** Prints the journal as a capture. The server may be running: nothing is written. */
import { readConfig } from "#server/config/config.ts";
import { journalPath } from "#server/config/data-folder.ts";
import { exitOnFailure } from "#server/exit-on-failure.ts";
import { type JournalReader, openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { StartError } from "#server/start-error.ts";
import { captureLine } from "./capture-line.ts";
import { readCommandLine, readInstant } from "./command-line.ts";
import { print } from "./output.ts";

const USAGE = "npm run -s export [-- --from ISO --to ISO]";
const PAGE = 1_000;

await exitOnFailure(async () => {
  const options = { from: { type: "string" }, to: { type: "string" } } as const;
  const { values, positionals } = readCommandLine(process.argv.slice(2), options, USAGE);
  if (positionals.length > 0) throw new StartError(`Usage: ${USAGE}`);
  const from = readInstant(values.from, "--from") ?? Number.NEGATIVE_INFINITY;
  const to = readInstant(values.to, "--to") ?? Number.POSITIVE_INFINITY;
  const reader = openSqliteReader(journalPath(readConfig(process.env).dataFolder));
  await print(capture(reader, from, to));
  reader.close();
});

/** Entries with `from` ≤ `at` < `to`, epoch ms. Times never go back in a journal, so the first too late is the end. */
function* capture(reader: JournalReader, from: number, to: number): Generator<string> {
  let after = 0;
  for (let page = reader.read(after, PAGE); page.length > 0; page = reader.read(after, PAGE)) {
    for (const entry of page) {
      if (entry.at >= to) return;
      if (entry.at >= from) yield `${captureLine(entry)}\n`;
      after = entry.seq;
    }
  }
}
