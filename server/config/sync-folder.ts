import { closeSync, fsyncSync, openSync } from "node:fs";

/** Makes the names in a folder survive a power cut. Throws where the disk fails; who may not read it is no failure. */
export function syncFolder(path: string): void {
  let folder: number;
  try {
    folder = openSync(path, "r");
  } catch {
    return;
  }
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
