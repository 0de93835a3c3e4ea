import type { DatabaseSync } from "node:sqlite";
import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { readArchived } from "#lib/board/read-archived.ts";
import { createCallRows } from "./call-rows.ts";

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
}

export function createArchiveWriter(database: DatabaseSync, settings: BoardSettings): ArchiveWriter {
  const statements = prepare(database);
  const rows = createCallRows(database);
  const countRereading = () => (statements.countRereading.get() as { readonly count: number }).count;
  let readings = loadReadings();
  let left = countRereading();

  function loadReadings(): Map<string, NumberReading> {
    const known = statements.readings.all() as unknown as readonly NumberReading[];
    return new Map(known.map((reading) => [reading.number, { ...reading }]));
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

  function keep(call: ArchivedCall): void {
    const past = readArchived(call, readings, settings);
    if (past !== null) rows.put(past, call);
  }

  return {
    take(calls, changed) {
      transaction(() => {
        for (const reading of changed) learn(reading);
        for (const call of calls) keep(call);
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
        const found = statements.toReread.all(next.number, limit) as unknown as readonly FactsRow[];
        for (const { facts } of found) keep(JSON.parse(facts) as ArchivedCall);
        const last = found.at(-1);
        if (last === undefined || found.length < limit) statements.rereadDone.run(next.number);
        else statements.rereadTo.run(last.nr, next.number);
        // The last step finds nothing to do, and tells so.
        return Math.max(1, left - found.length);
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
  };
}

interface FactsRow {
  readonly nr: number;
  readonly facts: string;
}

function prepare(database: DatabaseSync) {
  return {
    begin: database.prepare("BEGIN IMMEDIATE"),
    commit: database.prepare("COMMIT"),
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
