import { existsSync, statSync } from "node:fs";
import { StartError } from "#server/start-error.ts";
import { claimFile } from "./file-claim.ts";
import { openForWriting, readVersion } from "./sqlite-database.ts";
import { isKnownVersion, migrateDown, SCHEMA_VERSION } from "./sqlite-schema.ts";

/** SQLite's own, where nothing else is asked for. */
const PAGE_SIZE = 4096;

/**
 * Version of the journal's file; null: there is none, or its first start was cut short before anything was in it. Throws
 * `StartError` where it is of no version that is known.
 */
export function versionOf(path: string): number | null {
  return existsSync(path) && !isBeingMade(path) ? readVersion(path) : null;
}

/** It has a rollback journal only until it writes with a log, which comes before its schema: its first page is all of it. */
function isBeingMade(path: string): boolean {
  return existsSync(`${path}-journal`) && statSync(path).size <= PAGE_SIZE;
}

/** What a way back leaves. */
export interface WayBack {
  readonly from: number;
  /** Entries that the earlier version will pass over though they say something. */
  readonly passedOver: number;
}

/** Throws `StartError` where a journal cannot be brought down so. */
export function requireWayDown(from: number, to: number): void {
  if (!isKnownVersion(to))
    throw new StartError(`There is no schema ${to}: this Ringside knows 1 to ${SCHEMA_VERSION}.`);
  if (to > from) throw new StartError(`The journal is of schema ${from}, which is earlier: start Ringside on it.`);
}

/**
 * Makes the journal's file one of an earlier version, with all that came since: what that version does not know stays in it,
 * unseen, and is there again once a start of this version has found it. Throws `StartError`, and then has changed nothing.
 */
export function bringDown(path: string, to: number): WayBack {
  const release = claimFile(path);
  try {
    const from = versionOf(path);
    if (from === null) throw new StartError(`There is no journal at ${path}.`);
    requireWayDown(from, to);
    const database = openForWriting(path);
    try {
      const passedOver = migrateDown(database, to);
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return { from, passedOver };
    } finally {
      database.close();
    }
  } finally {
    release();
  }
}
