import { closeSync, existsSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";

const PIECE = 1024 * 1024;

/**
 * Writes a file's content once more where it stands, and syncs it. That a sync has failed is told to one program, once:
 * after that the system takes for written what is in memory alone, and shows it to everybody, until the power is cut.
 * Nobody else may write to the file meanwhile. Throws where it cannot be read or written; where there is none, nothing is done.
 */
export function rewriteLog(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, "r+");
  try {
    const piece = Buffer.alloc(PIECE);
    for (let at = 0; ; ) {
      const length = readSync(file, piece, 0, PIECE, at);
      if (length === 0) break;
      at += writeSync(file, piece, 0, length, at);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
