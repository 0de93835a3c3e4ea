import { constants } from "node:os";

const undos = new Set<() => void>();

/** What is to be undone, at once, where a signal ends this process. Returns what says that it is undone. */
export function undoAtSignal(undo: () => void): () => void {
  undos.add(undo);
  return () => undos.delete(undo);
}

/** From now on SIGINT and SIGTERM end this process, with nothing left that it has begun: the newest goes first. */
export function endOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      for (const undo of [...undos].reverse()) quietly(undo);
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/** One thing that cannot be undone must not keep the others. */
function quietly(undo: () => void): void {
  try {
    undo();
  } catch (cause) {
    console.error(cause);
  }
}
