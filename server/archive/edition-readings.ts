import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { type Erasure, eraseIn } from "#lib/board/erasure.ts";
import { numbersMet } from "#lib/board/read-archived.ts";
import type { Queries } from "#server/postgres/postgres.ts";
import { tableName } from "./edition-tables.ts";
import { given, insertRows } from "./given-rows.ts";
import { storedText, textOf } from "./stored-text.ts";

/** How an edition reads numbers. To be used within one transaction. Rejects with what the database says. */
export interface EditionReadings {
  /** Of all numbers that the calls have met. */
  of(calls: readonly ArchivedCall[]): Promise<ReadonlyMap<string, NumberReading>>;
  /** Of a number the last one counts. Where it is news, the calls that met the number are to be read again. */
  learn(readings: readonly NumberReading[]): Promise<void>;
  /** A caller can be a number of the office's too, where its phones are forwarded. */
  erase(erasure: Erasure): Promise<void>;
}

interface ReadingRow {
  readonly [column: string]: unknown;
  readonly number: string;
  readonly kind: NumberReading["kind"];
  readonly ringStrategy: NumberReading["ringStrategy"];
}

export function createEditionReadings(queries: Queries, edition: number): EditionReadings {
  const { query } = queries;
  const table = tableName(edition, "reading");
  const select = `SELECT number, kind, ring_strategy AS "ringStrategy" FROM ${table}`;

  async function known(numbers: Iterable<string>): Promise<ReadonlyMap<string, NumberReading>> {
    const rows = await query<ReadingRow>(`${select} WHERE number = ANY ($1)`, [[...numbers].map(storedText)]);
    return new Map(rows.map((row) => readingOf(row)).map((reading) => [reading.number, reading]));
  }

  async function learn(readings: readonly NumberReading[]): Promise<void> {
    if (readings.length === 0) return;
    const last = new Map(readings.map((reading) => [reading.number, reading]));
    const before = await known(last.keys());
    const news = [...last.values()].filter(({ number, kind, ringStrategy }) => {
      const old = before.get(number);
      return (old?.kind ?? null) !== kind || (old?.ringStrategy ?? "hunt") !== ringStrategy;
    });
    const columns = { number: "key", kind: "key", ring_strategy: "key" } as const;
    const tail = "ON CONFLICT (number) DO UPDATE SET kind = excluded.kind, ring_strategy = excluded.ring_strategy";
    const rows = news.map(({ number, kind, ringStrategy }) => [number, kind, ringStrategy]);
    await insertRows(queries, { table, columns, tail }, rows);
    await rereadThoseThatMet(news.map(({ number }) => number));
  }

  async function rereadThoseThatMet(numbers: readonly string[]): Promise<void> {
    const { sql, values } = given(
      { number: "key" },
      numbers.map((number) => [number]),
    );
    await query(
      `INSERT INTO ${tableName(edition, "rereading")} (number, below)
       SELECT news.number, (SELECT coalesce(max(nr), 0) + 1 FROM ${tableName(edition, "call")}) FROM ${sql} AS news (number)
       WHERE EXISTS (SELECT FROM ${tableName(edition, "met")} AS met WHERE met.number = news.number)
       ON CONFLICT (number) DO UPDATE SET below = excluded.below`,
      values,
    );
  }

  return {
    of: (calls) => known(new Set(calls.flatMap((call) => [...numbersMet(call)]))),
    learn,
    async erase(erasure) {
      const { key } = erasure;
      if (key === null) return;
      const rows = await query<ReadingRow>(`${select} WHERE position($1 in number) > 0`, [key]);
      await learn(rows.map((row) => eraseIn(readingOf(row), erasure)));
      for (const name of ["reading", "rereading", "met"] as const) {
        await query(`DELETE FROM ${tableName(edition, name)} WHERE position($1 in number) > 0`, [key]);
      }
    },
  };
}

function readingOf({ number, kind, ringStrategy }: ReadingRow): NumberReading {
  return { number: textOf(number), kind, ringStrategy };
}
