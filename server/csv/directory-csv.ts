import type { DirectoryEntry, DirectoryKind } from "#lib/board/directory.ts";
import { csvText } from "#lib/display/csv-cell.ts";
import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";
import { type CsvFault, readCsv } from "./csv-rows.ts";

const kinds: readonly DirectoryKind[] = ["ivr", "queue", "agent", "group"];

export interface DirectoryReading {
  /** A number stands in it once. Neither kind nor name: nothing is said of it. */
  readonly entries: readonly DirectoryEntry[];
  readonly faults: readonly CsvFault[];
}

/** `number,kind,name` with a header; a blank kind is what the feed says. @param most rows that are read */
export function readDirectoryCsv(text: string, most: number): DirectoryReading {
  const { rows, faults } = readCsv(text, ["number", "kind", "name"], most);
  const entries = new Map<string, DirectoryEntry>();
  const found: CsvFault[] = [...faults];
  for (const { line, cells } of rows) {
    const number = cleanNumber(cells["number"] ?? "");
    const kind = kindCalled(cells["kind"] ?? "");
    if (number === "") found.push({ line, fault: "the entry has no number" });
    else if (kind === undefined) found.push({ line, fault: `the entry is of no kind there is: ${kinds.join(", ")}` });
    else if (entries.has(number)) found.push({ line, fault: `the entry has number ${number} a second time` });
    else entries.set(number, { number, kind, name: cleanName(cells["name"] ?? "") || null });
  }
  return { entries: [...entries.values()], faults: found.sort((a, b) => a.line - b.line) };
}

/** undefined: there is no such kind. */
function kindCalled(text: string): DirectoryKind | null | undefined {
  const word = text.toLowerCase();
  return word === "" ? null : kinds.find((kind) => kind === word);
}

/** What `readDirectoryCsv` reads; a fourth column says what the feed shows a number to be. */
export function directoryCsv(numbers: readonly (DirectoryEntry & { readonly seenAs: DirectoryKind | null })[]): string {
  const rows = numbers.map(({ number, kind, name, seenAs }) => [number, kind, name, seenAs]);
  return csvText(["number", "kind", "name", "seenAs"], rows);
}
