import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { PostgresValue, Queries } from "#server/postgres/postgres.ts";
import { type Draft, entryOf } from "./draft.ts";

/** Drafts that are appended together. */
export interface Batch {
  /** A UUID: told again under the same name, it is not appended again. */
  readonly name: string;
  readonly drafts: readonly Draft[];
}

/**
 * Appends all of them or none, after whatever others have appended. Rejects with what the database says; whether they
 * are in the journal is unknown then.
 * @param now epoch ms
 */
export async function appendBatch({ query }: Queries, { name, drafts }: Batch, now: number): Promise<JournalEntry[]> {
  const sql = "SELECT first_seq, stamped FROM ringside_append($1::uuid, $2, $3, $4, $5, $6, $7, $8)";
  const [row] = await query<{ readonly first_seq: number; readonly stamped: number }>(sql, [
    name,
    now,
    ...columnsOf(drafts),
  ]);
  if (row === undefined) throw new Error("the database did not say where the entries are");
  return drafts.map((draft, index) => entryOf(draft, row.first_seq + index, row.stamped));
}

function columnsOf(drafts: readonly Draft[]): readonly PostgresValue[] {
  const deliveries = drafts.map(({ delivery }) => delivery ?? null);
  return [
    deliveries.map((delivery) => delivery?.method ?? null),
    deliveries.map((delivery) => bytesOf(delivery?.contentType)),
    deliveries.map((delivery) => bytesOf(delivery?.body)),
    deliveries.map((delivery) => bytesOf(delivery?.query)),
    drafts.map(({ refusal }) => bytesOf(refusal)),
    drafts.map(({ act }) => (act === undefined ? null : JSON.stringify(act))),
  ];
}

function bytesOf(text: string | null | undefined): Buffer | null {
  return text === null || text === undefined ? null : Buffer.from(text, "utf8");
}
