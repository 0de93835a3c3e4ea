import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { reasonOf } from "#server/reason-of.ts";
import { StartError, TakenError } from "#server/start-error.ts";

/**
 * Claims a journal's file for this process, until the returned function is called or the process ends, however it
 * ends: the claim is a lock of the operating system, on a file beside the journal, because the journal itself must
 * stay open to readers. Throws `TakenError` with `taken` when another process holds it, `StartError` when nothing
 * can be written there.
 */
export function claimFile(path: string, taken = `Another Ringside is running on ${path}: stop it first.`): () => void {
  const lock = openLock(path);
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw isHeld(cause) ? new TakenError(taken, { cause }) : unwritable(path, cause);
  }
  return () => lock.close();
}

function openLock(path: string): DatabaseSync {
  try {
    return new DatabaseSync(`${path}-lock`, { timeout: 0 });
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

const SQLITE_BUSY = 5;

function isHeld(cause: unknown): boolean {
  return cause instanceof Error && "errcode" in cause && cause.errcode === SQLITE_BUSY;
}

function unwritable(path: string, cause: unknown): StartError {
  const needs = "whoever runs Ringside must have the right to write to it and to the files in it";
  return new StartError(`The data folder ${dirname(path)} cannot be used: ${needs} (${reasonOf(cause)}).`, { cause });
}
