import { readRewriting } from "#server/journal/postgres-generation.ts";
import { createPostgresReader } from "#server/journal/postgres-reader.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import type { FoldToParts } from "./fold-to.ts";

/** Where the journal lies that boards of the past are folded from. */
export type JournalPlace =
  | { readonly in: "file"; readonly path: string }
  | { readonly in: "database"; readonly url: string };

export interface PastJournal extends Pick<FoldToParts, "read"> {
  /** Of what is read now; null: it is being rewritten. Boards that were folded from another one are worth nothing. */
  generation(): Promise<number | null>;
}

/** With a connection of its own, which ends with the thread. */
export function openPastJournal(place: JournalPlace): PastJournal {
  switch (place.in) {
    case "file": {
      const reader = openSqliteReader(place.path);
      // The one server that rewrites it ends this thread.
      return { read: async (after, limit) => reader.read(after, limit), generation: async () => 0 };
    }
    case "database": {
      // The main thread says what is amiss with the database.
      const postgres = createPostgres(place.url, createLogger("silent"));
      return {
        read: createPostgresReader(postgres).read,
        async generation() {
          const { number, busy } = await readRewriting(postgres);
          return busy ? null : number;
        },
      };
    }
  }
}
