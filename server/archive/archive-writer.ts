import type { DatabaseSync } from "node:sqlite";
import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { agentsOf, idsOf, numbersMet, type PastCall, readArchived } from "#lib/board/read-archived.ts";
import { callerTail } from "./call-question.ts";
import { rowOfTally } from "./tally-row.ts";

/** Writes the archive's file. Everything is synchronous and throws what SQLite throws; each step is all or nothing. */
export interface ArchiveWriter {
  /** Returns what `rereading` does then. */
  take(calls: readonly ArchivedCall[], readings: readonly NumberReading[]): number;
  /** How many calls wait to be read again, at the most; 0: none. */
  rereading(): number;
  /** Reads at most `limit` calls again whose numbers have changed. Returns what `rereading` does then. */
  rereadSome(limit: number): number;
  /** When it returns all that was taken is safe on disk, as the journal's position `rev`. */
  flush(rev: number): void;
  rev(): number;
  clear(): void;
}

export function createArchiveWriter(database: DatabaseSync, settings: BoardSettings): ArchiveWriter {
  const statements = prepare(database);
  let readings = loadReadings();
  let left = countRereading();

  function loadReadings(): Map<string, NumberReading> {
    const rows = statements.readings.all() as unknown as readonly NumberReading[];
    return new Map(rows.map((row) => [row.number, { ...row }]));
  }

  function countRereading(): number {
    return (statements.countRereading.get() as { readonly count: number }).count;
  }

  function keep(call: ArchivedCall, knownNr: number | null): void {
    const past = readArchived(call, readings, settings);
    if (past === null) return;
    const known = statements.known.get(past.startedAt, past.record.id) as unknown as KnownRow | undefined;
    if (known !== undefined) forgetRows(known, past);
    const nr = known?.nr ?? insertCall(past, call);
    if (known !== undefined) updateCall(nr, past, call);
    insertRows(nr, past, call);
    if (knownNr === null) for (const number of numbersMet(call)) statements.insertMet.run(number, nr);
  }

  function insertCall(past: PastCall, call: ArchivedCall): number {
    const { startedAt, record } = past;
    return Number(statements.insertCall.run(startedAt, record.id, ...cells(past, call)).lastInsertRowid);
  }

  function updateCall(nr: number, past: PastCall, call: ArchivedCall): void {
    statements.updateCall.run(...cells(past, call), nr);
  }

  function forgetRows({ record, tallies }: KnownRow, { key, startedAt }: PastCall): void {
    const old: Pick<PastCall, "record" | "tallies"> = { record: JSON.parse(record), tallies: JSON.parse(tallies) };
    for (const [role, number] of placesOf(old)) statements.deletePlace.run(role, number, startedAt, old.record.id);
    for (const [n, tally] of old.tallies.entries()) {
      const row = rowOfTally(tally);
      statements.deleteTally.run(row.kind, row.number, row.at, key, n);
    }
  }

  function insertRows(nr: number, past: PastCall, call: ArchivedCall): void {
    const { key, startedAt, record } = past;
    const ids = idsOf(call).map((id) => ["id", id] as const);
    for (const [role, number] of [...placesOf(past), ...ids]) {
      statements.insertPlace.run(role, number, startedAt, record.id, nr, record.state);
    }
    for (const [n, tally] of past.tallies.entries()) {
      const row = rowOfTally(tally);
      statements.insertTally.run(row.kind, row.number, row.at, key, n, row.outcome, row.wait, row.talk);
    }
  }

  function learn(reading: NumberReading): void {
    const { number, kind, ringStrategy } = reading;
    const known = readings.get(number);
    if ((known?.kind ?? null) === kind && (known?.ringStrategy ?? "hunt") === ringStrategy) return;
    readings.set(number, reading);
    statements.learn.run(number, kind, ringStrategy);
    statements.reread.run(number);
  }

  /** All or nothing; what memory had learnt of it is forgotten with it. */
  function transaction<T>(step: () => T): T {
    statements.begin.run();
    try {
      const result = step();
      statements.commit.run();
      return result;
    } catch (cause) {
      if (database.isTransaction) database.exec("ROLLBACK");
      readings = loadReadings();
      throw cause;
    }
  }

  return {
    take(calls, changed) {
      transaction(() => {
        for (const reading of changed) learn(reading);
        for (const call of calls) keep(call, null);
      });
      if (changed.length > 0) left = countRereading();
      return left;
    },
    rereading: () => left,
    rereadSome(limit) {
      if (left === 0) return 0;
      left = transaction(() => {
        const next = statements.nextRereading.get() as { readonly number: string } | undefined;
        if (next === undefined) return 0;
        const rows = statements.toReread.all(next.number, limit) as unknown as readonly FactsRow[];
        for (const { nr, facts } of rows) keep(JSON.parse(facts) as ArchivedCall, nr);
        const last = rows.at(-1);
        if (last === undefined || rows.length < limit) statements.rereadDone.run(next.number);
        else statements.rereadTo.run(last.nr, next.number);
        // The last step finds nothing to do, and tells so.
        return Math.max(1, left - rows.length);
      });
      return left;
    },
    flush(rev) {
      // The log is synced as a whole, so this one commit makes all before it safe.
      database.exec("PRAGMA synchronous = FULL");
      try {
        statements.saveRev.run(rev);
      } finally {
        database.exec("PRAGMA synchronous = NORMAL");
      }
    },
    rev: () => (statements.rev.get() as { readonly rev: number }).rev,
    clear() {
      transaction(() => {
        for (const table of ["call", "place", "tally", "met", "reading", "rereading"])
          database.exec(`DELETE FROM ${table}`);
        statements.saveRev.run(0);
      });
      readings.clear();
      left = 0;
    },
  };
}

interface KnownRow {
  readonly nr: number;
  readonly record: string;
  readonly tallies: string;
}

interface FactsRow {
  readonly nr: number;
  readonly facts: string;
}

function cells(past: PastCall, call: ArchivedCall) {
  const { record, tallies, callerKey } = past;
  const { own, adopted, memory } = call;
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
    begin: database.prepare("BEGIN IMMEDIATE"),
    commit: database.prepare("COMMIT"),
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
    readings: database.prepare("SELECT number, kind, ring_strategy AS ringStrategy FROM reading"),
    learn: database.prepare("INSERT OR REPLACE INTO reading (number, kind, ring_strategy) VALUES (?, ?, ?)"),
    reread: database.prepare(
      "INSERT OR REPLACE INTO rereading (number, below) SELECT ?, coalesce(max(nr), 0) + 1 FROM call",
    ),
    countRereading: database.prepare(
      `SELECT coalesce(sum(1 + (SELECT count(*) FROM met WHERE met.number = rereading.number AND nr < below)), 0) AS count
       FROM rereading`,
    ),
    nextRereading: database.prepare("SELECT number FROM rereading LIMIT 1"),
    toReread: database.prepare(
      `SELECT call.nr, facts FROM rereading CROSS JOIN met CROSS JOIN call
       WHERE rereading.number = ? AND met.number = rereading.number AND met.nr < below AND call.nr = met.nr
       ORDER BY met.nr DESC LIMIT ?`,
    ),
    rereadTo: database.prepare("UPDATE rereading SET below = ? WHERE number = ?"),
    rereadDone: database.prepare("DELETE FROM rereading WHERE number = ?"),
    rev: database.prepare("SELECT rev FROM meta"),
    saveRev: database.prepare("UPDATE meta SET rev = ?"),
  };
}
