import { DatabaseSync } from "node:sqlite";
import { StartError } from "#server/start-error.ts";

/**
 * Claims a journal's file for this process, until the returned function is called or the process ends, however it
 * ends: the claim is a lock of the operating system, on a file beside the journal, because the journal itself must
 * stay open to readers. Throws `StartError` when another process holds it.
 */
export function claimFile(path: string): () => void {
  const lock = new DatabaseSync(`${path}-lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new StartError(`Another Ringside is running on ${path}: stop it first.`, { cause });
  }
  return () => lock.close();
}
