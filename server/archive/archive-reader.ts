import type { DatabaseSync } from "node:sqlite";
import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { CallRecord } from "#lib/board/board.ts";
import { callKey } from "#lib/board/read-archived.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { ArchivedTally, ArchiveFilter, KnownCall, ListedCall, TallyFilter } from "./call-archive.ts";
import { byIdQuestion, callsQuestion, eachTallyQuestion, talliesQuestion } from "./call-question.ts";
import { compareTallies, placeOf, type TallyPlace } from "./tally-order.ts";
import { type TallyRow, tallyOfRow } from "./tally-row.ts";

/** Asks the archive's file. Everything is synchronous and throws what SQLite throws; the port says what each answers. */
export interface ArchiveReader {
  calls(filter: ArchiveFilter, limit: number): readonly ListedCall[];
  byId(id: string): readonly KnownCall[];
  tallies(filter: TallyFilter, limit: number, before: TallyPlace | null): readonly ArchivedTally[];
  /** As of now, however long it takes to look at them. */
  eachTally(range: Pick<TallyFilter, "from" | "to">): Generator<ArchivedTally, void, void>;
}

interface CallRow {
  readonly id: string;
  readonly startedAt: number;
  readonly record: string;
}

type KeyedTally = TallyRow & { readonly key: string };

const kinds: readonly Tally["of"][] = ["inbound", "outbound", "passage", "agent"];

export function createArchiveReader(database: DatabaseSync): ArchiveReader {
  return {
    calls(filter, limit) {
      const { sql, values } = callsQuestion(filter, limit);
      return (database.prepare(sql).all(...values) as unknown as readonly CallRow[]).map(listed);
    },
    byId(id) {
      const rows = database.prepare(byIdQuestion).all(id) as unknown as readonly (CallRow & {
        readonly facts: string;
      })[];
      return rows.map((row) => ({ ...listed(row), call: JSON.parse(row.facts) as ArchivedCall }));
    },
    tallies(filter, limit, before) {
      const { sql, values } = talliesQuestion(filter, before);
      const found: ArchivedTally[] = [];
      for (const row of database.prepare(sql).iterate(...values)) {
        const next = tallyOf(row as unknown as KeyedTally);
        const last = found.at(-1);
        if (found.length >= limit && last && compareTallies(placeOf(last), placeOf(next)) !== 0) break;
        found.push(next);
      }
      return found;
    },
    *eachTally({ from, to }) {
      // The transaction is what holds the moment; it writes nothing.
      database.exec("BEGIN");
      try {
        for (const kind of kinds) {
          const rows = database.prepare(eachTallyQuestion).iterate(kind, from, to);
          for (const row of rows) yield tallyOf(row as unknown as KeyedTally);
        }
      } finally {
        database.exec("COMMIT");
      }
    },
  };
}

function listed({ id, startedAt, record }: CallRow): ListedCall {
  return { key: callKey(id, startedAt), record: JSON.parse(record) as CallRecord };
}

function tallyOf(row: KeyedTally): ArchivedTally {
  return { key: row.key, tally: tallyOfRow(row) };
}
