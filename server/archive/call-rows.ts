import type { DatabaseSync } from "node:sqlite";
import type { ArchivedCall } from "#lib/board/archived-call.ts";
import { agentsOf, idsOf, numbersMet, type PastCall } from "#lib/board/read-archived.ts";
import { callerTail } from "./call-question.ts";
import { rowOfTally } from "./tally-row.ts";

/** The rows of one call in all tables, in place of those it had. Throws what SQLite throws. */
export interface CallRows {
  put(past: PastCall, call: ArchivedCall): void;
}

interface KnownRow {
  readonly nr: number;
  readonly record: string;
  readonly tallies: string;
}

export function createCallRows(database: DatabaseSync): CallRows {
  const statements = prepare(database);

  function replace(known: KnownRow, past: PastCall, call: ArchivedCall): number {
    const old: Pick<PastCall, "record" | "tallies"> = {
      record: JSON.parse(known.record),
      tallies: JSON.parse(known.tallies),
    };
    for (const [role, number] of placesOf(old)) {
      statements.deletePlace.run(role, number, past.startedAt, old.record.id);
    }
    for (const [n, tally] of old.tallies.entries()) {
      const { kind, number, at } = rowOfTally(tally);
      statements.deleteTally.run(kind, number, at, past.key, n);
    }
    statements.updateCall.run(...cells(past, call), known.nr);
    return known.nr;
  }

  function insert(past: PastCall, call: ArchivedCall): number {
    const { startedAt, record } = past;
    return Number(statements.insertCall.run(startedAt, record.id, ...cells(past, call)).lastInsertRowid);
  }

  return {
    put(past, call) {
      const { key, startedAt, record, tallies } = past;
      const known = statements.known.get(startedAt, record.id) as unknown as KnownRow | undefined;
      const nr = known === undefined ? insert(past, call) : replace(known, past, call);
      const ids = idsOf(call).map((id) => ["id", id] as const);
      for (const [role, number] of [...placesOf(past), ...ids]) {
        statements.insertPlace.run(role, number, startedAt, record.id, nr, record.state);
      }
      for (const [n, tally] of tallies.entries()) {
        const { kind, number, at, outcome, wait, talk } = rowOfTally(tally);
        statements.insertTally.run(kind, number, at, key, n, outcome, wait, talk);
      }
      for (const number of numbersMet(call)) statements.insertMet.run(number, nr);
    },
  };
}

function cells({ record, tallies, callerKey }: PastCall, { own, adopted, memory }: ArchivedCall) {
  return [
    record.direction,
    record.state,
    record.lostIn,
    callerKey,
    callerTail(callerKey),
    JSON.stringify(record),
    JSON.stringify(tallies),
    JSON.stringify({ own, adopted, memory }),
  ] as const;
}

function placesOf(past: Pick<PastCall, "record" | "tallies">): (readonly ["queue" | "agent", string])[] {
  const queues = [...new Set(past.record.queues)].map((queue) => ["queue", queue] as const);
  return [...queues, ...agentsOf(past).map((agent) => ["agent", agent] as const)];
}

function prepare(database: DatabaseSync) {
  return {
    known: database.prepare("SELECT nr, record, tallies FROM call WHERE started_at = ? AND id = ?"),
    insertCall: database.prepare(
      `INSERT INTO call (started_at, id, direction, state, lost_in, caller_key, caller_tail, record, tallies, facts)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    updateCall: database.prepare(
      `UPDATE call SET direction = ?, state = ?, lost_in = ?, caller_key = ?, caller_tail = ?, record = ?, tallies = ?,
         facts = ? WHERE nr = ?`,
    ),
    insertPlace: database.prepare(
      "INSERT OR REPLACE INTO place (role, number, started_at, id, nr, state) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    deletePlace: database.prepare("DELETE FROM place WHERE role = ? AND number = ? AND started_at = ? AND id = ?"),
    insertTally: database.prepare(
      "INSERT INTO tally (kind, number, at, key, n, outcome, wait, talk) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    deleteTally: database.prepare("DELETE FROM tally WHERE kind = ? AND number = ? AND at = ? AND key = ? AND n = ?"),
    insertMet: database.prepare("INSERT OR IGNORE INTO met (number, nr) VALUES (?, ?)"),
  };
}
