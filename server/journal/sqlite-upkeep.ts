import type { DatabaseSync } from "node:sqlite";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { JournalUpkeep } from "./journal.ts";

/** Over the file of a journal, of a server or of a backup. @param use throws where the file is not open */
export function createSqliteUpkeep(use: () => DatabaseSync): JournalUpkeep {
  return {
    alone: (work) => work(),
    readAnew: async () => undefined,
    // Until `work` waits for something else than this journal, no other turn of the event loop comes between.
    atRest: (work) => work(),
    outdate: async () => undefined,
    async rewrite(entries, notes) {
      const database = use();
      database.exec("BEGIN IMMEDIATE");
      try {
        putEntries(database, entries);
        putNotes(database, notes);
        database.exec("COMMIT");
      } catch (cause) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw cause;
      }
    },
    async note(name) {
      const row = use().prepare("SELECT value FROM upkeep WHERE name = ?").get(name);
      return (row as { readonly value: string } | undefined)?.value ?? null;
    },
    async dropCheckpoint() {
      use().exec("DELETE FROM checkpoint");
    },
    settle: async () =>
      (use().prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { readonly busy: number }).busy === 0,
    async writeAnew() {
      use().exec("VACUUM");
    },
  };
}

function putEntries(database: DatabaseSync, entries: readonly JournalEntry[]): void {
  const told = database.prepare(
    "UPDATE entry SET content_type = NULL, body = NULL, query = NULL, events = ? WHERE seq = ? AND act IS NULL",
  );
  const done = database.prepare("UPDATE entry SET act = ? WHERE seq = ? AND act IS NOT NULL");
  for (const entry of entries) {
    if (entry.act !== undefined) done.run(JSON.stringify(entry.act), entry.seq);
    else told.run(entry.read?.understood ? JSON.stringify(entry.read.events) : null, entry.seq);
  }
}

function putNotes(database: DatabaseSync, notes: Readonly<Record<string, string | null>>): void {
  const put = database.prepare("INSERT OR REPLACE INTO upkeep (name, value) VALUES (?, ?)");
  const drop = database.prepare("DELETE FROM upkeep WHERE name = ?");
  for (const [name, value] of Object.entries(notes)) {
    if (value === null) drop.run(name);
    else put.run(name, value);
  }
}
