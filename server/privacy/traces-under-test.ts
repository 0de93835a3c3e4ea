import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";

/** A caller whose number and name stand nowhere by chance. */
export const canary = { digits: "774852610", name: "Canarina Featherstone" } as const;

const { digits } = canary;
const grouped = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
const spellings = [
  digits,
  ...[" ", "-", "%20", "+", "."].map((between) => grouped.join(between)),
  [...digits].map((digit) => `%3${digit}`).join(""),
  [...digits].map((digit) => `\\u003${digit}`).join(""),
  "Canarina",
  "Featherstone",
];

/** Every place in the files of a folder in which the caller stands in any usual spelling, as `file: spelling`. */
export function tracesIn(folder: string): string[] {
  // All of them first: who opens a database may take a file away beside it.
  const files = filesIn(folder).map((file) => ({ file, bytes: readFileSync(file) }));
  return files.flatMap(({ file, bytes: whole }) => {
    const contents = [whole, ...packedIn(file)];
    const found = spellings.filter((text) =>
      contents.some((bytes) => bytes.includes(text) || bytes.includes(Buffer.from(text, "utf16le"))),
    );
    return found.map((text) => `${file.slice(folder.length + 1)}: ${text}`);
  });
}

/** The files in which there are traces. */
export function tracedFiles(folder: string): ReadonlySet<string> {
  return new Set(tracesIn(folder).map((trace) => trace.slice(0, trace.indexOf(":"))));
}

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((entry) => {
    const file = join(path, entry);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

/** Boards of the past are packed: what is in them shows only unpacked. */
function packedIn(file: string): Buffer[] {
  if (!file.endsWith("past.db")) return [];
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT state FROM board").all() as unknown as readonly { state: Uint8Array }[];
  database.close();
  return rows.map(({ state }) => gunzipSync(state));
}
