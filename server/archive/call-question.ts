import type { ArchiveFilter, TallyFilter, TallySpan } from "./call-archive.ts";
import type { TallyPlace } from "./tally-order.ts";

/** A question to the archive's database; its values stand for question marks. */
export interface Question {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** What databases say differently. */
export interface Dialect {
  /** The table, under its own name or another one. */
  readonly table: (name: QuestionTable, as?: string) => string;
  /** Said behind a table that is to be read along an index, where the database can be told so. */
  readonly along: (index: string) => string;
  /** The last `length` signs of a column. */
  readonly endOf: (column: string, length: number) => string;
}

export type QuestionTable = "call" | "place" | "tally";

export const sqliteDialect: Dialect = {
  table: (name, as) => (as === undefined ? name : `${name} AS ${as}`),
  along: (index) => ` INDEXED BY ${index}`,
  endOf: (column, length) => `substr(${column}, -${length})`,
};

/** A caller is whole from so many digits on. */
const WHOLE_KEY = 9;
/** Of a million calls a thousand or so end in the same three digits: few enough to look at each. */
const TAIL = 3;

export function callerTail(callerKey: string | null): string | null {
  return callerKey !== null && callerKey.length >= TAIL ? callerKey.slice(-TAIL) : null;
}

/** One condition, with the values of its question marks. */
interface Term {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** What a page is read along, newest first. */
interface Way {
  readonly from: string;
  /** The table that has `started_at` and `id` in the index's order. */
  readonly along: string;
  readonly terms: readonly Term[];
}

const term = (sql: string, ...values: readonly (string | number)[]): Term => ({ sql, values });

/**
 * The calls of a filter, newest first. It reads along the index of the filter that leaves the fewest: a caller, an agent,
 * a queue, where the call was lost, how it ended, its direction, or time alone. Every row it meets but does not return
 * fails another filter; nothing is sorted.
 */
export function callsQuestion(filter: ArchiveFilter, limit: number, dialect: Dialect): Question {
  const { from, along, terms } = wayOf(filter, dialect);
  const where = [...terms, ...spanOf(along, filter), ...restOf(filter, dialect)];
  return {
    sql: `SELECT call.id, call.started_at AS "startedAt", call.record FROM ${from}
      WHERE ${where.map(({ sql }) => sql).join(" AND ")}
      ORDER BY ${along}.started_at DESC, ${along}.id DESC LIMIT ?`,
    values: [...where.flatMap(({ values }) => values), limit],
  };
}

function wayOf(filter: ArchiveFilter, dialect: Dialect): Way {
  const { callerEnd, agent, queue, lostIn, outcome, direction } = filter;
  const alongCalls = (index: string, ...terms: readonly Term[]): Way => {
    return { from: `${dialect.table("call")}${dialect.along(index)}`, along: "call", terms };
  };
  if (callerEnd !== undefined && callerEnd.length >= WHOLE_KEY) {
    return alongCalls("call_caller", term("call.caller_key = ?", callerEnd));
  }
  if (callerEnd !== undefined && callerEnd.length >= TAIL) {
    return alongCalls("call_caller_tail", term("call.caller_tail = ?", callerEnd.slice(-TAIL)));
  }
  if (agent !== undefined) return alongPlaces("agent", agent, stateOf(filter), dialect);
  if (queue !== undefined) return alongPlaces("queue", queue, stateOf(filter), dialect);
  if (lostIn !== undefined) return alongCalls("call_lost_in", term("call.lost_in = ?", lostIn));
  if (outcome !== undefined) return alongCalls("call_state", term("call.state = ?", outcome));
  if (direction !== undefined) return alongCalls("call_direction", term("call.direction = ?", direction));
  return alongCalls("call_time");
}

/** Only a missed call was lost anywhere. */
function stateOf({ outcome, lostIn }: ArchiveFilter): ArchiveFilter["outcome"] {
  return lostIn === undefined ? outcome : "missed";
}

function alongPlaces(
  role: "agent" | "queue",
  number: string,
  state: ArchiveFilter["outcome"],
  { table, along }: Dialect,
): Way {
  const index = state === undefined ? "" : along("place_state");
  const ofState = state === undefined ? [] : [term("place.state = ?", state)];
  return {
    from: `${table("place")}${index} CROSS JOIN ${table("call")}`,
    along: "place",
    terms: [term(`place.role = '${role}'`), term("place.number = ?", number), ...ofState, term("call.nr = place.nr")],
  };
}

/** One bound at each end: with two of a kind SQLite might take the looser one, and walk. */
function spanOf(along: string, { from, to, before }: ArchiveFilter): readonly Term[] {
  const start = from === undefined ? [] : [term(`${along}.started_at >= ?`, from)];
  if (before !== undefined && before.startedAt < (to ?? Number.POSITIVE_INFINITY)) {
    return [...start, term(`(${along}.started_at, ${along}.id) < (?, ?)`, before.startedAt, before.id)];
  }
  // Without any bound SQLite would call a walk along an index a scan, and be right.
  return [...start, term(`${along}.started_at < ?`, to ?? Number.MAX_SAFE_INTEGER)];
}

/** Those of the filters that the index has not answered, and all others again: they cost nothing. */
function restOf(
  { direction, outcome, lostIn, callerEnd, queue, agent }: ArchiveFilter,
  dialect: Dialect,
): readonly Term[] {
  const terms: Term[] = [];
  if (direction !== undefined) terms.push(term("call.direction = ?", direction));
  if (outcome !== undefined) terms.push(term("call.state = ?", outcome));
  if (lostIn !== undefined) terms.push(term("call.lost_in = ?", lostIn));
  if (callerEnd !== undefined) terms.push(term(`${dialect.endOf("call.caller_key", callerEnd.length)} = ?`, callerEnd));
  if (queue !== undefined && agent !== undefined) terms.push(wasAt("queue", queue, dialect));
  if (callerEnd === undefined || callerEnd.length < TAIL) return terms;
  if (agent !== undefined) terms.push(wasAt("agent", agent, dialect));
  if (queue !== undefined && agent === undefined) terms.push(wasAt("queue", queue, dialect));
  return terms;
}

function wasAt(role: "agent" | "queue", number: string, { table }: Dialect): Term {
  return term(
    `EXISTS (SELECT 1 FROM ${table("place", "other")} WHERE other.role = '${role}' AND other.number = ?
      AND other.started_at = call.started_at AND other.id = call.id)`,
    number,
  );
}

/** A tally's place, and its own among those of the same place. */
export interface TallyMark extends TallyPlace {
  readonly n: number;
}

/** The tallies of a filter behind a place or a tally, newest first. @param limit null: all of them */
export function talliesQuestion(
  { of, number, from, to }: TallyFilter,
  before: TallyPlace | TallyMark | null,
  limit: number | null,
  { table, along }: Dialect,
): Question {
  const where = [
    term("kind = ?", of),
    ...(number === undefined ? [] : [term("number = ?", number)]),
    term("at >= ?", from),
    before !== null && before.at < to ? behind(before) : term("at < ?", to),
  ];
  const index = number === undefined ? along("tally_time") : "";
  return {
    sql: `SELECT kind, number, at, key, n, outcome, wait, talk FROM ${table("tally")}${index}
      WHERE ${where.map(({ sql }) => sql).join(" AND ")} ORDER BY at DESC, key DESC, n DESC${limit === null ? "" : " LIMIT ?"}`,
    values: [...where.flatMap(({ values }) => values), ...(limit === null ? [] : [limit])],
  };
}

function behind(before: TallyPlace | TallyMark): Term {
  if ("n" in before) return term("(at, key, n) < (?, ?, ?)", before.at, before.key, before.n);
  return term("(at, key) < (?, ?)", before.at, before.key);
}

/** Every tally of one kind in a span, for sums. */
export function eachTallyQuestion(
  { of, number, from, to }: TallySpan & Pick<TallyFilter, "of">,
  { table, along }: Dialect,
): Question {
  const [index, where, values] =
    number === undefined ? [along("tally_time"), "", []] : ["", "number = ? AND ", [number]];
  return {
    sql: `SELECT key, kind, number, at, outcome, wait, talk FROM ${table("tally")}${index}
      WHERE kind = ? AND ${where}at >= ? AND at < ?`,
    values: [of, ...values, from, to],
  };
}

export function byIdQuestion(id: string, { table }: Dialect): Question {
  return {
    sql: `SELECT call.id, call.started_at AS "startedAt", call.record, call.facts
      FROM ${table("place")} CROSS JOIN ${table("call")}
      WHERE place.role = 'id' AND place.number = ? AND call.nr = place.nr
      ORDER BY place.started_at DESC, place.id DESC`,
    values: [id],
  };
}
