import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { byGet } from "#lib/pbx/delivery.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { openForReading, pragma } from "#server/journal/sqlite-database.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import type { Image } from "./cut.ts";
import type { Promises } from "./promises.ts";
import { isAct, textOf } from "./script.ts";

/** Puts what a disk holds into a folder, and nothing else. */
export function writeImage(image: Image, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of image) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Opens a journal as the server does after a power cut, and holds it against what was promised. What is wrong, a sentence each. */
export async function examineJournalFile(path: string, seed: number, promises: Promises): Promise<string[]> {
  try {
    const journal = createSqliteJournal(path, { now: () => 0 });
    const entries = await journal.read(0, Number.MAX_SAFE_INTEGER);
    const checkpoint = await journal.checkpoints.load("this");
    const next = await journal.append(byGet("the next"), null);
    await journal.close();
    return [
      ...(next.seq === entries.length + 1 ? [] : [`The next entry is ${next.seq}, after ${entries.length}.`]),
      ...(checkpoint === null || checkpoint.seq <= entries.length ? [] : ["The checkpoint is ahead of the journal."]),
      ...misplaced(entries, seed),
      ...broken(entries, promises),
      ...unsound(path),
    ];
  } catch (cause) {
    return [`The journal is not what it was: ${String(cause)}`];
  }
}

function unsound(path: string): string[] {
  const database = openForReading(path);
  const verdict = pragma(database, "integrity_check");
  database.close();
  return verdict === "ok" ? [] : [`The file is not sound: ${verdict}.`];
}

/** Entries that are out of order, or not whole. */
function misplaced(entries: readonly KeptEntry[], seed: number): string[] {
  const odd = entries.find((entry, index) => entry.seq !== index + 1 || !isWhole(entry, seed));
  return odd === undefined ? [] : [`Entry ${odd.seq} is out of place, or is not what was written.`];
}

function isWhole(entry: KeptEntry, seed: number): boolean {
  const text = textIn(entry);
  if (text === null) return entry.delivery !== undefined;
  const number = Number.parseInt(text, 10);
  return text === textOf(seed, number) && isAct(number) === (entry.act !== undefined);
}

/** null: taken away. */
function textIn(entry: KeptEntry): string | null {
  if (entry.delivery !== undefined) return entry.delivery.body;
  return entry.act?.of === "missed" ? entry.act.note : "";
}

function broken(entries: readonly KeptEntry[], { kept, rewriting, rewrote }: Promises): string[] {
  const lost = [...kept].filter(([seq, number]) => {
    const entry = entries[seq - 1];
    if (entry === undefined) return true;
    const text = textIn(entry);
    return text === null ? seq > rewriting : Number.parseInt(text, 10) !== number;
  });
  const back = entries.filter((entry) => entry.seq <= rewrote && entry.act === undefined && textIn(entry) !== null);
  return [
    ...(lost.length === 0 ? [] : [`Of ${kept.size} acknowledged entries ${lost.length} are lost.`]),
    ...(back.length === 0 ? [] : [`Of what was taken away ${back.length} texts are there again.`]),
  ];
}
