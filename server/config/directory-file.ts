import { readFileSync } from "node:fs";
import type { Directory } from "#lib/board/directory.ts";
import { readDirectoryCsv } from "#server/csv/directory-csv.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { decodeText } from "#server/text-encoding.ts";

const MOST_ROWS = 100_000;

/** Reads a directory from a file. Throws `StartError` when there is none, or it has a fault. */
export function readDirectoryFile(path: string): Directory {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new StartError(`The directory cannot be read: ${reasonOf(cause)}.`, { cause });
  }
  return parseDirectory(decodeText(bytes, null), path);
}

/** Throws `StartError` with the line of the first fault. */
export function parseDirectory(text: string, source: string): Directory {
  const { entries, faults } = readDirectoryCsv(text, MOST_ROWS);
  const [first] = faults;
  if (first) throw new StartError(`${source}, line ${first.line}: ${first.fault}.`);
  const telling = entries.filter(({ kind, name }) => kind !== null || name !== null);
  return new Map(telling.map((entry) => [entry.number, entry]));
}
