/** Runs something later; the answer calls it off. */
export type After = (ms: number, run: () => void) => () => void;

/** What makes something happen later. None of it keeps a process alive that has nothing else to do. */
export interface Timers {
  readonly after: After;
  /** Runs something once all that has arrived in this turn of the event loop was taken. */
  readonly nextTurn: (run: () => void) => void;
  /** ms that have passed since some moment, whatever any clock is set to. */
  readonly elapsed: () => number;
}

/** Longer ones would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, LONGEST_TIMER_MS)).unref();
    return () => clearTimeout(timer);
  },
  nextTurn: (run) => void setImmediate(run),
  elapsed: () => performance.now(),
};

/** Runs something at every interval until stopped. */
export function every(parts: { ms: number; run(): void; after: After }): () => void {
  let cancel = parts.after(parts.ms, beat);
  function beat() {
    cancel = parts.after(parts.ms, beat);
    parts.run();
  }
  return () => cancel();
}
