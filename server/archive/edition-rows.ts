import type { ArchivedCall } from "#lib/board/archived-call.ts";
import { callKey, idsOf, numbersMet, type PastCall } from "#lib/board/read-archived.ts";
import type { Queries } from "#server/postgres/postgres.ts";
import { cellsOf, placesOf } from "./call-cells.ts";
import { type EditionTable, tableName } from "./edition-tables.ts";
import { deleteRows, type GivenColumns, type GivenRow, given, insertRows } from "./given-rows.ts";
import { rowOfTally } from "./tally-row.ts";

/** A call, and how it reads. */
export interface ReadCall {
  readonly past: PastCall;
  readonly call: ArchivedCall;
}

/** The rows of calls in all tables of an edition. To be used within one transaction. Rejects with what the database says. */
export interface EditionRows {
  /** In place of the rows they had. No call stands there twice. */
  put(calls: readonly ReadCall[]): Promise<void>;
  /** Those of the calls that are not there with just these facts. */
  changed(calls: readonly ReadCall[]): Promise<readonly ReadCall[]>;
  remove(nrs: readonly number[]): Promise<void>;
}

interface KnownRow {
  readonly [column: string]: unknown;
  readonly nr: number;
  readonly record: string;
  readonly tallies: string;
  readonly facts: string;
}

type Told = Pick<PastCall, "record" | "tallies">;

const callKeyColumns: GivenColumns = { started_at: "number", id: "key" };
const cellColumns: GivenColumns = {
  direction: "key",
  state: "key",
  lost_in: "key",
  caller_key: "key",
  caller_tail: "key",
  record: "json",
  tallies: "json",
  facts: "json",
};
const placeKeyColumns: GivenColumns = { role: "key", number: "key", started_at: "number", id: "key" };
const placeColumns: GivenColumns = { ...placeKeyColumns, nr: "number", state: "key" };
const tallyKeyColumns: GivenColumns = { kind: "key", number: "key", at: "number", key: "key", n: "number" };
const tallyColumns: GivenColumns = { ...tallyKeyColumns, outcome: "key", wait: "number", talk: "number" };
const metColumns: GivenColumns = { number: "key", nr: "number" };

export function createEditionRows(queries: Queries, edition: number): EditionRows {
  const { query } = queries;
  const name = (table: EditionTable) => tableName(edition, table);

  async function knownOf(calls: readonly ReadCall[]): Promise<readonly KnownRow[]> {
    const { sql, names, values } = given(
      callKeyColumns,
      calls.map(({ past }) => [past.startedAt, past.record.id]),
    );
    return query<KnownRow>(
      `SELECT call.nr, call.record, call.tallies, call.facts FROM ${sql} AS wanted (${names})
       JOIN ${name("call")} AS call ON call.started_at = wanted.started_at AND call.id = wanted.id`,
      values,
    );
  }

  /** Takes away where calls were and what is counted of them; under their ids they are found all the time. */
  async function clear(past: readonly Told[]): Promise<void> {
    await removePlaces(past.flatMap((one) => placesOf(one).map((place) => [...place, startOf(one), one.record.id])));
    const gone = past.flatMap((one) => tallyRows(keyOf(one), one).map((row) => row.slice(0, 5)));
    await deleteRows(queries, { table: name("tally"), columns: tallyKeyColumns }, gone);
  }

  function removePlaces(places: readonly GivenRow[]): Promise<void> {
    return deleteRows(queries, { table: name("place"), columns: placeKeyColumns }, places);
  }

  return {
    async put(calls) {
      if (calls.length === 0) return;
      await clear((await knownOf(calls)).map(toldIn));
      const nrs = await putCalls(queries, name("call"), calls);
      const places = calls.flatMap((one) => placeRows(one, nrs.get(one.past.key) ?? 0));
      const tail = "ON CONFLICT (role, number, started_at, id) DO UPDATE SET nr = excluded.nr, state = excluded.state";
      await insertRows(queries, { table: name("place"), columns: placeColumns, tail }, places);
      const tallies = calls.flatMap(({ past }) => tallyRows(past.key, past));
      await insertRows(queries, { table: name("tally"), columns: tallyColumns }, tallies);
      const met = calls.flatMap(({ past, call }) => metRows(call, nrs.get(past.key) ?? 0));
      await insertRows(queries, { table: name("met"), columns: metColumns, tail: "ON CONFLICT DO NOTHING" }, met);
    },
    async changed(calls) {
      if (calls.length === 0) return calls;
      const known = new Map((await knownOf(calls)).map((row) => [keyOf(toldIn(row)), row.facts]));
      return calls.filter(({ past, call }) => known.get(past.key) !== cellsOf(past, call).at(-1));
    },
    async remove(nrs) {
      const sql = `SELECT nr, record, tallies, facts FROM ${name("call")} WHERE nr = ANY ($1)`;
      const rows = await query<KnownRow>(sql, [nrs]);
      await clear(rows.map(toldIn));
      await removePlaces(
        rows.flatMap((row) => {
          const told = toldIn(row);
          return idsOf(callIn(row)).map((id) => ["id", id, startOf(told), told.record.id]);
        }),
      );
      const met = rows.flatMap((row) => metRows(callIn(row), row.nr));
      await deleteRows(queries, { table: name("met"), columns: metColumns }, met);
      await query(`DELETE FROM ${name("call")} WHERE nr = ANY ($1)`, [nrs]);
    },
  };
}

/** Returns the number of each call, by key. */
async function putCalls(
  { query }: Queries,
  table: string,
  calls: readonly ReadCall[],
): Promise<ReadonlyMap<string, number>> {
  const { sql, names, values } = given(
    { ...callKeyColumns, ...cellColumns },
    calls.map(({ past, call }) => [past.startedAt, past.record.id, ...cellsOf(past, call)]),
  );
  const anew = Object.keys(cellColumns).map((cell) => `${cell} = excluded.${cell}`);
  const put = await query<{ readonly nr: number; readonly place: number }>(
    `WITH given AS (SELECT * FROM ${sql} WITH ORDINALITY AS given (${names}, place)),
       kept AS (
         INSERT INTO ${table} (${names}) SELECT ${names} FROM given ORDER BY place
         ON CONFLICT (started_at, id) DO UPDATE SET ${anew.join(", ")} RETURNING nr, started_at, id
       )
     SELECT kept.nr, given.place FROM given JOIN kept ON kept.started_at = given.started_at AND kept.id = given.id`,
    values,
  );
  return new Map(put.map(({ nr, place }) => [calls[place - 1]?.past.key ?? "", nr]));
}

function placeRows({ past, call }: ReadCall, nr: number): readonly GivenRow[] {
  const ids = [...new Set(idsOf(call))].map((id) => ["id", id] as const);
  const { startedAt, record } = past;
  return [...placesOf(past), ...ids].map((place) => [...place, startedAt, record.id, nr, record.state]);
}

function tallyRows(callsKey: string, { tallies }: Pick<PastCall, "tallies">): readonly GivenRow[] {
  return tallies.map((tally, n) => {
    const { kind, number, at, outcome, wait, talk } = rowOfTally(tally);
    return [kind, number, at, callsKey, n, outcome, wait, talk];
  });
}

function metRows(call: ArchivedCall, nr: number): readonly GivenRow[] {
  return [...numbersMet(call)].map((number) => [number, nr]);
}

const toldIn = ({ record, tallies }: KnownRow): Told => ({ record: JSON.parse(record), tallies: JSON.parse(tallies) });
const callIn = ({ facts }: KnownRow): ArchivedCall => JSON.parse(facts);
const startOf = ({ record }: Told): number => Date.parse(record.startedAt);
const keyOf = (told: Told): string => callKey(told.record.id, startOf(told));
