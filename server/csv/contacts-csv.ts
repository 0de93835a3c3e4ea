import type { Contact } from "#lib/board/act.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { csvText } from "#lib/display/csv-cell.ts";
import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";
import { type CsvFault, readCsv } from "./csv-rows.ts";

export interface ContactsReading {
  /** A caller stands in it once. */
  readonly contacts: readonly Contact[];
  readonly faults: readonly CsvFault[];
}

/** `number,name` with a header. @param most rows that are read */
export function readContactsCsv(text: string, most: number): ContactsReading {
  const { rows, faults } = readCsv(text, ["number", "name"], most);
  const contacts = new Map<string, Contact>();
  const found: CsvFault[] = [...faults];
  for (const { line, cells } of rows) {
    const contact = { number: cleanNumber(cells["number"] ?? ""), name: cleanName(cells["name"] ?? "") };
    const key = callerKey(contact.number);
    const other = key === null ? undefined : contacts.get(key);
    if (key === null) found.push({ line, fault: "the entry has no number" });
    else if (contact.name === "") found.push({ line, fault: "the entry has no name" });
    // Address books hold one person's number in two spellings, which is no fault.
    else if (other !== undefined && other.name !== contact.name) {
      found.push({ line, fault: `the entry has number ${contact.number} a second time, with another name` });
    } else if (other === undefined) contacts.set(key, contact);
  }
  return { contacts: [...contacts.values()], faults: found.sort((a, b) => a.line - b.line) };
}

/** What `readContactsCsv` reads. */
export function contactsCsv(contacts: readonly Contact[]): string {
  return csvText(
    ["number", "name"],
    contacts.map(({ number, name }) => [number, name]),
  );
}
