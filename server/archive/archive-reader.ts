import type { DatabaseSync } from "node:sqlite";
import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { CallRecord } from "#lib/board/board.ts";
import { callKey } from "#lib/board/read-archived.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { ArchivedTally, ArchiveFilter, KnownCall, ListedCall, TallyFilter, TallySpan } from "./call-archive.ts";
import { byIdQuestion, callsQuestion, eachTallyQuestion, sqliteDialect, talliesQuestion } from "./call-question.ts";
import type { TallyPlace } from "./tally-order.ts";
import { createTallyPage } from "./tally-page.ts";
import { type TallyRow, tallyOfRow } from "./tally-row.ts";

/** Asks the archive's file. Everything is synchronous and throws what SQLite throws; the port says what each answers. */
export interface ArchiveReader {
  calls(filter: ArchiveFilter, limit: number): readonly ListedCall[];
  byId(id: string): readonly KnownCall[];
  tallies(filter: TallyFilter, limit: number, before: TallyPlace | null): readonly ArchivedTally[];
  /** As of now, however long it takes to look at them. */
  eachTally(span: TallySpan): Generator<ArchivedTally, void, void>;
  /** The tallies that `tallies` looks at, in order, as of now; `counted` is not asked. */
  talliesBehind(filter: TallyFilter, before: TallyPlace | null): Generator<ArchivedTally, void, void>;
}

interface CallRow {
  readonly id: string;
  readonly startedAt: number;
  readonly record: string;
}

type KeyedTally = TallyRow & { readonly key: string };

const kinds: readonly Tally["of"][] = ["inbound", "outbound", "passage", "agent"];

export function createArchiveReader(database: DatabaseSync): ArchiveReader {
  function* talliesBehind(filter: TallyFilter, before: TallyPlace | null): Generator<ArchivedTally, void, void> {
    const { sql, values } = talliesQuestion(filter, before, null, sqliteDialect);
    for (const row of database.prepare(sql).iterate(...values)) yield tallyOf(row as unknown as KeyedTally);
  }

  return {
    calls(filter, limit) {
      const { sql, values } = callsQuestion(filter, limit, sqliteDialect);
      return (database.prepare(sql).all(...values) as unknown as readonly CallRow[]).map(listed);
    },
    byId(id) {
      const { sql, values } = byIdQuestion(id, sqliteDialect);
      const rows = database.prepare(sql).all(...values) as unknown as readonly (CallRow & {
        readonly facts: string;
      })[];
      return rows.map((row) => ({ ...listed(row), call: JSON.parse(row.facts) as ArchivedCall }));
    },
    tallies(filter, limit, before) {
      const page = createTallyPage(filter, limit);
      for (const tally of talliesBehind(filter, before)) if (page.isFullWith(tally)) break;
      return page.tallies;
    },
    talliesBehind,
    *eachTally(span) {
      // The transaction is what holds the moment; it writes nothing.
      database.exec("BEGIN");
      try {
        for (const of of span.of === undefined ? kinds : [span.of]) {
          const { sql, values } = eachTallyQuestion({ ...span, of }, sqliteDialect);
          for (const row of database.prepare(sql).iterate(...values)) yield tallyOf(row as unknown as KeyedTally);
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
