import { CsvError, type Info, parse } from "csv-parse/sync";
import { plainCell } from "#lib/display/csv-cell.ts";

/** Nobody mends more of them at once, and each costs the reader some fifty times what a line in order does. */
const MOST_FAULTS = 100;
/** Characters. A line of an address book, with all its notes, is a tenth of that. */
const LONGEST_LINE = 20_000;

export interface CsvRow {
  /** Where it ends in the text, from 1. */
  readonly line: number;
  /** By the column's name in small letters. A column the row is too short for is absent. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvFault {
  readonly line: number;
  /** A sentence without its capital and its full stop. */
  readonly fault: string;
}

export interface CsvReading {
  readonly rows: readonly CsvRow[];
  readonly faults: readonly CsvFault[];
}

/**
 * A table under a header with at least the named columns, in any order; others are passed over. Spreadsheets of half
 * the world write semicolons for commas, so these are taken too, and so is their mark at the beginning.
 * What is hardly a table costs no more than one: after a line that is far too long, or a hundred that are no CSV,
 * nothing is read.
 * @param most rows that are read; those beyond are one fault
 */
export function readCsv(text: string, columns: readonly string[], most: number): CsvReading {
  const tooLong = tooLongLine(text);
  if (tooLong !== null) return { rows: [], faults: [{ line: tooLong, fault: "the line is too long" }] };
  const { lines, faults } = linesOf(text, most);
  if (faults.length >= MOST_FAULTS) return { rows: [], faults };
  const header = (lines[0]?.record ?? []).map((name) => name.toLowerCase());
  if (!columns.every((column) => header.includes(column))) {
    return { rows: [], faults: [{ line: 1, fault: `the header must be ${columns.join(",")}` }] };
  }
  const rows = lines.slice(1, most + 1).map(({ record, info }) => ({ line: info.lines, cells: named(header, record) }));
  const beyond = lines[most + 1];
  if (beyond)
    faults.push({ line: beyond.info.lines, fault: `the entry is one too many: at most ${most} are taken at once` });
  return { rows, faults };
}

/** The first one, from 1. */
function tooLongLine(text: string): number | null {
  let line = 1;
  for (let begin = 0; begin < text.length; line += 1) {
    const end = text.indexOf("\n", begin);
    if ((end === -1 ? text.length : end) - begin > LONGEST_LINE) return line;
    if (end === -1) return null;
    begin = end + 1;
  }
  return null;
}

interface Line {
  readonly record: readonly string[];
  readonly info: Info;
}

function linesOf(text: string, most: number): { readonly lines: readonly Line[]; readonly faults: CsvFault[] } {
  const faults: CsvFault[] = [];
  const note = (error: CsvError) => {
    const line = error["lines"] as number;
    if (faults.at(-1)?.line !== line) faults.push({ line, fault: `the entry is no CSV (${error.code})` });
  };
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  try {
    const lines = parse(text, {
      bom: true,
      delimiter: header.includes(";") && !header.includes(",") ? ";" : ",",
      info: true,
      on_skip: (error) => {
        if (error) note(error);
        // Thrown here, it is the last one.
        if (error && faults.length >= MOST_FAULTS) throw error;
        return undefined;
      },
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      to: most + 2,
      trim: true,
    });
    // The types of csv-parse do not know that `info` wraps every record.
    return { lines: lines as unknown as readonly Line[], faults };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    note(cause);
    return { lines: [], faults };
  }
}

function named(header: readonly string[], record: readonly string[]): CsvRow["cells"] {
  const cells: Record<string, string> = Object.create(null);
  for (const [index, cell] of record.entries()) {
    const name = header[index];
    if (name !== undefined) cells[name] = plainCell(cell);
  }
  return cells;
}
