import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { undoAtSignal } from "./at-signal.ts";

/** Does what needs a folder of its own, and takes it away again, however it ends. */
export function withDataFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  return withFolderIn(tmpdir(), work);
}

/** The same in memory, where there is room for it: where the disk is a model, the real one only takes time. */
export function withScratchFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  return withFolderIn(existsSync(MEMORY) ? MEMORY : tmpdir(), work);
}

const MEMORY = "/dev/shm";

async function withFolderIn<Result>(place: string, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(place, "ringside-faults-"));
  // What a process that was just killed still writes may come in between.
  const discard = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  const forget = undoAtSignal(discard);
  try {
    return await work(folder);
  } finally {
    forget();
    discard();
  }
}
