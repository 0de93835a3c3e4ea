import type { SQLInputValue } from "node:sqlite";
import type { ArchiveFilter, TallyFilter, TallySpan } from "./call-archive.ts";
import type { TallyPlace } from "./tally-order.ts";

/** A question to the archive's file. */
export interface Question {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

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
  readonly values: readonly SQLInputValue[];
}

/** What a page is read along, newest first. */
interface Way {
  readonly from: string;
  /** The table that has `started_at` and `id` in the index's order. */
  readonly along: string;
  readonly terms: readonly Term[];
}

const term = (sql: string, ...values: readonly SQLInputValue[]): Term => ({ sql, values });

/**
 * The calls of a filter, newest first. It reads along the index of the filter that leaves the fewest: a caller, an agent,
 * a queue, where the call was lost, how it ended, its direction, or time alone. Every row it meets but does not return
 * fails another filter; nothing is sorted.
 */
export function callsQuestion(filter: ArchiveFilter, limit: number): Question {
  const { from, along, terms } = wayOf(filter);
  const where = [...terms, ...spanOf(along, filter), ...restOf(filter)];
  return {
    sql: `SELECT call.id, call.started_at AS startedAt, call.record FROM ${from}
      WHERE ${where.map(({ sql }) => sql).join(" AND ")}
      ORDER BY ${along}.started_at DESC, ${along}.id DESC LIMIT ?`,
    values: [...where.flatMap(({ values }) => values), limit],
  };
}

function wayOf(filter: ArchiveFilter): Way {
  const { callerEnd, agent, queue, lostIn, outcome, direction } = filter;
  if (callerEnd !== undefined && callerEnd.length >= WHOLE_KEY) {
    return alongCalls("call_caller", term("call.caller_key = ?", callerEnd));
  }
  if (callerEnd !== undefined && callerEnd.length >= TAIL) {
    return alongCalls("call_caller_tail", term("call.caller_tail = ?", callerEnd.slice(-TAIL)));
  }
  if (agent !== undefined) return alongPlaces("agent", agent, stateOf(filter));
  if (queue !== undefined) return alongPlaces("queue", queue, stateOf(filter));
  if (lostIn !== undefined) return alongCalls("call_lost_in", term("call.lost_in = ?", lostIn));
  if (outcome !== undefined) return alongCalls("call_state", term("call.state = ?", outcome));
  if (direction !== undefined) return alongCalls("call_direction", term("call.direction = ?", direction));
  return alongCalls("call_time");
}

/** Only a missed call was lost anywhere. */
function stateOf({ outcome, lostIn }: ArchiveFilter): ArchiveFilter["outcome"] {
  return lostIn === undefined ? outcome : "missed";
}

function alongCalls(index: string, ...terms: readonly Term[]): Way {
  return { from: `call INDEXED BY ${index}`, along: "call", terms };
}

function alongPlaces(role: "agent" | "queue", number: string, state: ArchiveFilter["outcome"]): Way {
  const where = [term(`place.role = '${role}'`), term("place.number = ?", number)];
  const join = term("call.nr = place.nr");
  if (state === undefined) return { from: "place CROSS JOIN call", along: "place", terms: [...where, join] };
  const from = "place INDEXED BY place_state CROSS JOIN call";
  return { from, along: "place", terms: [...where, term("place.state = ?", state), join] };
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
function restOf({ direction, outcome, lostIn, callerEnd, queue, agent }: ArchiveFilter): readonly Term[] {
  const terms: Term[] = [];
  if (direction !== undefined) terms.push(term("call.direction = ?", direction));
  if (outcome !== undefined) terms.push(term("call.state = ?", outcome));
  if (lostIn !== undefined) terms.push(term("call.lost_in = ?", lostIn));
  if (callerEnd !== undefined) terms.push(term(`substr(call.caller_key, -${callerEnd.length}) = ?`, callerEnd));
  if (queue !== undefined && agent !== undefined) terms.push(wasAt("queue", queue));
  if (callerEnd === undefined || callerEnd.length < TAIL) return terms;
  if (agent !== undefined) terms.push(wasAt("agent", agent));
  if (queue !== undefined && agent === undefined) terms.push(wasAt("queue", queue));
  return terms;
}

function wasAt(role: "agent" | "queue", number: string): Term {
  return term(
    `EXISTS (SELECT 1 FROM place AS other WHERE other.role = '${role}' AND other.number = ?
      AND other.started_at = call.started_at AND other.id = call.id)`,
    number,
  );
}

/** The tallies of a filter behind `before`, newest first. */
export function talliesQuestion({ of, number, from, to }: TallyFilter, before: TallyPlace | null): Question {
  const upper =
    before !== null && before.at < to ? term("(at, key) < (?, ?)", before.at, before.key) : term("at < ?", to);
  const where = [
    term("kind = ?", of),
    ...(number === undefined ? [] : [term("number = ?", number)]),
    term("at >= ?", from),
    upper,
  ];
  const table = number === undefined ? "tally INDEXED BY tally_time" : "tally";
  return {
    sql: `SELECT kind, number, at, key, outcome, wait, talk FROM ${table}
      WHERE ${where.map(({ sql }) => sql).join(" AND ")} ORDER BY at DESC, key DESC, n DESC`,
    values: where.flatMap(({ values }) => values),
  };
}

/** Every tally of one kind in a span, for sums. */
export function eachTallyQuestion({ of, number, from, to }: TallySpan & Pick<TallyFilter, "of">): Question {
  const [table, where, values] =
    number === undefined ? ["tally INDEXED BY tally_time", "", []] : ["tally", "number = ? AND ", [number]];
  return {
    sql: `SELECT key, kind, number, at, outcome, wait, talk FROM ${table} WHERE kind = ? AND ${where}at >= ? AND at < ?`,
    values: [of, ...values, from, to],
  };
}

export const byIdQuestion = `SELECT call.id, call.started_at AS startedAt, call.record, call.facts
  FROM place CROSS JOIN call
  WHERE place.role = 'id' AND place.number = ? AND call.nr = place.nr
  ORDER BY place.started_at DESC, place.id DESC`;
