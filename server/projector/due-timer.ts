import type { Clock } from "#server/clock.ts";

/** Longer ones would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface DueTimer {
  /** @param due epoch ms; replaces what was armed before */
  arm(due: number): void;
  stop(): void;
}

/** Calls `run` when something is due. One timer, which is left as it is while what is due only moves away. */
export function createDueTimer(clock: Clock, run: () => void): DueTimer {
  let timer: NodeJS.Timeout | null = null;
  let wakeAt = Number.POSITIVE_INFINITY;
  let due = Number.POSITIVE_INFINITY;

  function wake(): void {
    timer = null;
    wakeAt = Number.POSITIVE_INFINITY;
    if (clock.now() >= due) run();
    else arm(due);
  }

  function arm(next: number): void {
    due = next;
    if (due >= wakeAt) return;
    stop();
    wakeAt = due;
    const wait = Math.max(0, due - clock.now());
    timer = setTimeout(wake, Math.min(wait, LONGEST_TIMER_MS)).unref();
  }

  function stop(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    wakeAt = Number.POSITIVE_INFINITY;
  }

  return { arm, stop };
}
