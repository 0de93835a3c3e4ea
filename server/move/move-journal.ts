import { createHash, type Hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { journalSchema } from "#server/journal/postgres-schema.ts";
import type { Postgres, Queries } from "#server/postgres/postgres.ts";
import { migrate } from "#server/postgres/schema-version.ts";
import { StartError } from "#server/start-error.ts";
import { fileRows, type JournalRow, putRows, sharedRows } from "./journal-rows.ts";

export interface MovedJournal {
  readonly entries: number;
  /** SHA-256 of every row, which both sides have. */
  readonly digest: string;
}

/** Makes the tables, and makes sure that nothing is in them. Throws `StartError`. */
export async function requireEmptyJournal(postgres: Postgres): Promise<void> {
  await migrate(postgres, journalSchema);
  await requireNoJournal(postgres);
}

/** Throws `StartError` where there is an entry. */
export async function requireNoJournal({ query }: Queries): Promise<void> {
  const [row] = await query("SELECT 1 FROM entry LIMIT 1");
  if (row !== undefined) {
    throw new StartError("DATABASE_URL leads to a database that has a journal already: name an empty one.");
  }
}

/**
 * Copies a journal's file into PostgreSQL, then reads both from beginning to end and compares every row. To be part of a
 * transaction: rejects where they differ, and then nothing may stay.
 */
export async function moveJournal(from: DatabaseSync, to: Queries): Promise<MovedJournal> {
  for (const rows of fileRows(from)) await putRows(to, rows);
  for (const { name, value } of notesIn(from)) {
    await to.query("INSERT INTO upkeep (name, value) VALUES ($1, $2)", [name, value]);
  }
  const there = createDigest();
  for (const rows of fileRows(from)) there.add(rows);
  const here = createDigest();
  for await (const rows of sharedRows(to)) here.add(rows);
  const digest = here.hex();
  if (digest !== there.hex() || here.count() !== there.count()) {
    throw new Error("the copy of the journal is not what the file holds");
  }
  return { entries: here.count(), digest };
}

function notesIn(database: DatabaseSync): readonly { readonly name: string; readonly value: string }[] {
  return database.prepare("SELECT name, value FROM upkeep").all() as unknown as readonly {
    readonly name: string;
    readonly value: string;
  }[];
}

function createDigest() {
  const hash: Hash = createHash("sha256");
  let count = 0;
  return {
    add(rows: readonly JournalRow[]): void {
      for (const { seq, at, method, content_type, body, query, refusal, act, events } of rows) {
        hash.update(`${JSON.stringify([seq, at, method, content_type, body, query, refusal, act, events])}\n`);
        count += 1;
      }
    },
    count: () => count,
    hex: () => hash.digest("hex"),
  };
}
