import type { DatabaseSync } from "node:sqlite";
import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { type Erasure, eraseIn } from "#lib/board/erasure.ts";
import { readArchived } from "#lib/board/read-archived.ts";
import { createCallRows } from "./call-rows.ts";
import { createReadings } from "./number-readings.ts";

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
  /** When it returns nothing of the caller is left in the file, nor beside it. Throws while a reader stands in the way. */
  erase(erasure: Erasure): void;
  /** Takes away calls that began before (epoch ms), and leaves nothing of them. */
  forget(before: number): void;
}

/** Calls taken away in one transaction. */
const FORGOTTEN_AT_ONCE = 200;

export function createArchiveWriter(database: DatabaseSync, settings: BoardSettings): ArchiveWriter {
  const statements = prepare(database);
  const rows = createCallRows(database);
  const countRereading = () => (statements.countRereading.get() as { readonly count: number }).count;
  const readings = createReadings(database);
  let left = countRereading();

  /** All or nothing; what memory had learnt of it is forgotten with it. */
  function transaction<T>(step: () => T): T {
    statements.begin.run();
    try {
      const result = step();
      statements.commit.run();
      return result;
    } catch (cause) {
      if (database.isTransaction) database.exec("ROLLBACK");
      readings.reload();
      throw cause;
    }
  }

  function keep(call: ArchivedCall): void {
    const past = readArchived(call, readings.all(), settings);
    if (past !== null) rows.put(past, call);
  }

  return {
    take(calls, changed) {
      transaction(() => {
        for (const reading of changed) readings.learn(reading);
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
    erase(erasure) {
      transaction(() => {
        for (const { nr, facts } of factsAbout(database, erasure)) {
          const call = eraseIn(JSON.parse(facts) as ArchivedCall, erasure);
          rows.remove(nr);
          keep(call);
        }
        for (const reading of [...readings.all().values()]) readings.learn(eraseIn(reading, erasure));
        for (const table of ["reading", "rereading", "met"]) dropNumber(database, table, erasure);
      });
      left = countRereading();
      settle(database);
    },
    forget(before) {
      const some = () => statements.older.all(before, FORGOTTEN_AT_ONCE) as unknown as readonly { nr: number }[];
      for (let found = some(); found.length > 0; found = some()) {
        transaction(() => {
          for (const { nr } of found) rows.remove(nr);
        });
      }
      settle(database);
    },
    rev: () => (statements.rev.get() as { readonly rev: number }).rev,
  };
}

/** Calls of the caller, and those in whose facts the number stands. */
function factsAbout(database: DatabaseSync, { key, calls }: Erasure): readonly FactsRow[] {
  const ofNumber = "SELECT nr, facts FROM call WHERE caller_key = ?1 OR instr(facts, ?1) > 0";
  const ofId = "SELECT call.nr, facts FROM place JOIN call ON call.nr = place.nr WHERE role = 'id' AND number = ?";
  const found = key === null ? [] : database.prepare(ofNumber).all(key);
  const byId = database.prepare(ofId);
  const all = [...found, ...[...calls].flatMap((id) => byId.all(id))] as unknown as readonly FactsRow[];
  return [...new Map(all.map((row) => [row.nr, row])).values()];
}

/** A caller can be a number of the office's too, where its phones are forwarded. */
function dropNumber(database: DatabaseSync, table: string, { key }: Erasure): void {
  if (key !== null) database.prepare(`DELETE FROM ${table} WHERE instr(number, ?) > 0`).run(key);
}

/** The log beside the file still has what was taken away, until it is emptied. */
function settle(database: DatabaseSync): void {
  const { busy } = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { readonly busy: number };
  if (busy !== 0) throw new Error("the history is being read");
}

interface FactsRow {
  readonly nr: number;
  readonly facts: string;
}

function prepare(database: DatabaseSync) {
  return {
    begin: database.prepare("BEGIN IMMEDIATE"),
    commit: database.prepare("COMMIT"),
    older: database.prepare("SELECT nr FROM call WHERE started_at < ? LIMIT ?"),
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
