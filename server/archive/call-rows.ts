import type { DatabaseSync } from "node:sqlite";
import type { ArchivedCall } from "#lib/board/archived-call.ts";
import { callKey, idsOf, numbersMet, type PastCall } from "#lib/board/read-archived.ts";
import { cellsOf, placesOf } from "./call-cells.ts";
import { rowOfTally } from "./tally-row.ts";

/** The rows of one call in all tables, in place of those it had. Throws what SQLite throws. */
export interface CallRows {
  put(past: PastCall, call: ArchivedCall): void;
  remove(nr: number): void;
}

interface KnownRow {
  readonly nr: number;
  readonly record: string;
  readonly tallies: string;
}

export function createCallRows(database: DatabaseSync): CallRows {
  const statements = prepare(database);

  function clear({ record, tallies }: Pick<KnownRow, "record" | "tallies">): Pick<PastCall, "record" | "tallies"> {
    const old: Pick<PastCall, "record" | "tallies"> = { record: JSON.parse(record), tallies: JSON.parse(tallies) };
    const startedAt = Date.parse(old.record.startedAt);
    for (const [role, number] of placesOf(old)) statements.deletePlace.run(role, number, startedAt, old.record.id);
    for (const [n, tally] of old.tallies.entries()) {
      const { kind, number, at } = rowOfTally(tally);
      statements.deleteTally.run(kind, number, at, callKey(old.record.id, startedAt), n);
    }
    return old;
  }

  function replace(known: KnownRow, past: PastCall, call: ArchivedCall): number {
    clear(known);
    statements.updateCall.run(...cellsOf(past, call), known.nr);
    return known.nr;
  }

  function insert(past: PastCall, call: ArchivedCall): number {
    const { startedAt, record } = past;
    return Number(statements.insertCall.run(startedAt, record.id, ...cellsOf(past, call)).lastInsertRowid);
  }

  return {
    remove(nr) {
      const row = statements.row.get(nr) as unknown as (KnownRow & { readonly facts: string }) | undefined;
      if (row === undefined) return;
      const { record } = clear(row);
      const call = JSON.parse(row.facts) as ArchivedCall;
      for (const id of idsOf(call)) statements.deletePlace.run("id", id, Date.parse(record.startedAt), record.id);
      for (const number of numbersMet(call)) statements.deleteMet.run(number, nr);
      statements.deleteCall.run(nr);
    },
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
    row: database.prepare("SELECT nr, record, tallies, facts FROM call WHERE nr = ?"),
    deleteMet: database.prepare("DELETE FROM met WHERE number = ? AND nr = ?"),
    deleteCall: database.prepare("DELETE FROM call WHERE nr = ?"),
    insertMet: database.prepare("INSERT OR IGNORE INTO met (number, nr) VALUES (?, ?)"),
  };
}
