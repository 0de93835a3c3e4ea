import { readFileSync } from "node:fs";
import { CsvError, type Info, parse } from "csv-parse/sync";
import { z } from "zod";
import type { Directory, DirectoryEntry } from "#lib/board/directory.ts";
import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { decodeText } from "#server/text-encoding.ts";

const kinds = ["ivr", "queue", "agent", "group"] as const;

const row = z.object({
  number: z.string().transform(cleanNumber).pipe(z.string().min(1, "has no number")),
  kind: z
    .string()
    .default("")
    .transform((kind) => kind.toLowerCase())
    .pipe(z.enum(kinds, `is of no kind there is: ${kinds.join(", ")}`)),
  name: z
    .string()
    .default("")
    .transform((name) => cleanName(name) || null),
});

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

/**
 * `number,kind,name` with a header, in any order of columns; others are passed over. Spreadsheets of half the world
 * write semicolons for commas, so these are taken too. Throws `StartError` with the line of the first fault.
 */
export function parseDirectory(text: string, source: string): Directory {
  const directory = new Map<string, DirectoryEntry>();
  for (const { record, info } of recordsOf(text, source)) {
    const parsed = row.safeParse(record);
    if (!parsed.success) throw faultAt(source, info.lines, parsed.error.issues[0]?.message ?? "cannot be read");
    const entry = parsed.data;
    if (directory.has(entry.number)) throw faultAt(source, info.lines, `has number ${entry.number} a second time`);
    directory.set(entry.number, entry);
  }
  return directory;
}

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: Info;
}

function recordsOf(text: string, source: string): readonly Line[] {
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  try {
    const lines = parse(text, {
      bom: true,
      columns: columnsOf(source),
      delimiter: header.includes(";") && !header.includes(",") ? ";" : ",",
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    // The types of csv-parse do not know that `info` wraps every record.
    return lines as unknown as readonly Line[];
  } catch (cause) {
    if (cause instanceof CsvError) throw faultAt(source, cause["lines"] as number, `is no CSV (${cause.code})`);
    throw cause;
  }
}

function columnsOf(source: string): (header: string[]) => string[] {
  return (header) => {
    const columns = header.map((name) => name.toLowerCase());
    if (columns.includes("number") && columns.includes("kind")) return columns;
    throw new StartError(`${source}, line 1: the header must be number,kind,name.`);
  };
}

function faultAt(source: string, line: number, fault: string): StartError {
  return new StartError(`${source}, line ${line}: the entry ${fault}.`);
}
