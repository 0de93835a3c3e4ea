import { existsSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { syncFolder } from "./sync-folder.ts";

/**
 * Puts a file where there is none, for its owner alone: whole and safe on disk when this returns, and never in part,
 * whenever the power goes. Throws where there is one, or the disk fails.
 */
export function putSecret(path: string, text: string): void {
  if (existsSync(path)) throw new Error(`${path} is there already`);
  const part = `${path}.part`;
  writeFileSync(part, text, { mode: 0o600, flush: true });
  renameSync(part, path);
  syncFolder(dirname(path));
}
