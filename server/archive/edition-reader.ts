import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { CallRecord } from "#lib/board/board.ts";
import { callKey } from "#lib/board/read-archived.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { Queries } from "#server/postgres/postgres.ts";
import type { ArchivedTally, ArchiveFilter, KnownCall, ListedCall, TallyFilter, TallySpan } from "./call-archive.ts";
import { byIdQuestion, callsQuestion, type Question, type TallyMark, talliesQuestion } from "./call-question.ts";
import { editionDialect, numbered } from "./edition-dialect.ts";
import { textOf } from "./stored-text.ts";
import type { TallyPlace } from "./tally-order.ts";
import { createTallyPage } from "./tally-page.ts";
import { type TallyRow, tallyOfRow } from "./tally-row.ts";

/** Asks an edition, within one transaction. Rejects with what the database says; the port says what each answers. */
export interface EditionReader {
  calls(filter: ArchiveFilter, limit: number): Promise<readonly ListedCall[]>;
  byId(id: string): Promise<readonly KnownCall[]>;
  tallies(filter: TallyFilter, limit: number, before: TallyPlace | null): Promise<readonly ArchivedTally[]>;
  /** A page at a time. */
  eachTally(span: TallySpan): AsyncGenerator<readonly ArchivedTally[], void, void>;
}

interface CallRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly startedAt: number;
  readonly record: string;
}

interface KeyedTally extends TallyRow {
  readonly [column: string]: unknown;
  readonly key: string;
  readonly n: number;
}

const kinds: readonly Tally["of"][] = ["inbound", "outbound", "passage", "agent"];

/** Tallies read at once: a few ms, for which whatever shares the thread may have to wait. */
const PAGE = 1_000;
/** Behind the last of a page may stand some of the same call and moment. */
const MORE = 20;

export function createEditionReader({ query }: Queries, edition: number): EditionReader {
  const dialect = editionDialect(edition);

  function ask<Row extends Readonly<Record<string, unknown>>>(question: Question): Promise<readonly Row[]> {
    const { sql, values } = numbered(question);
    return query<Row>(sql, values);
  }

  /** In order, `limit` at once. */
  async function* pagesBehind(filter: TallyFilter, before: TallyPlace | null, limit: number) {
    for (let mark: TallyPlace | TallyMark | null = before; ; ) {
      const rows: readonly KeyedTally[] = await ask<KeyedTally>(talliesQuestion(filter, mark, limit, dialect));
      yield rows.map(tallyOf);
      const last = rows.at(-1);
      if (last === undefined || rows.length < limit) return;
      mark = { at: last.at, key: textOf(last.key), n: last.n };
    }
  }

  return {
    async calls(filter, limit) {
      return (await ask<CallRow>(callsQuestion(filter, limit, dialect))).map(listed);
    },
    async byId(id) {
      const rows = await ask<CallRow & { readonly facts: string }>(byIdQuestion(id, dialect));
      return rows.map((row) => ({ ...listed(row), call: JSON.parse(row.facts) as ArchivedCall }));
    },
    async tallies(filter, limit, before) {
      const page = createTallyPage(filter, limit);
      const atOnce = filter.counted === undefined ? Math.min(limit + MORE, PAGE) : PAGE;
      for await (const some of pagesBehind(filter, before, atOnce)) {
        if (some.some((tally) => page.isFullWith(tally))) break;
      }
      return page.tallies;
    },
    async *eachTally(span) {
      for (const of of span.of === undefined ? kinds : [span.of]) yield* pagesBehind({ ...span, of }, null, PAGE);
    },
  };
}

function listed({ id, startedAt, record }: CallRow): ListedCall {
  return { key: callKey(textOf(id), startedAt), record: JSON.parse(record) as CallRecord };
}

function tallyOf(row: KeyedTally): ArchivedTally {
  return {
    key: textOf(row.key),
    tally: tallyOfRow({ ...row, number: textOf(row.number) }),
  };
}
