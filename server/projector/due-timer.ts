import type { Clock } from "#server/clock.ts";
import type { After } from "#server/timers.ts";

export interface DueTimer {
  /** @param due epoch ms; replaces what was armed before */
  arm(due: number): void;
  stop(): void;
}

/** ms. A clock that is set forward, or a machine that has slept, brings closer what a timer knows nothing of. */
const LOOK_AT_LEAST_EVERY = 60_000;

/** Calls `run` when something is due. One timer, which is left as it is while what is due only moves away. */
export function createDueTimer(parts: {
  readonly clock: Clock;
  readonly after: After;
  readonly run: () => void;
}): DueTimer {
  const { clock, after, run } = parts;
  let cancel: (() => void) | null = null;
  let wakeAt = Number.POSITIVE_INFINITY;
  let due = Number.POSITIVE_INFINITY;

  function wake(): void {
    cancel = null;
    wakeAt = Number.POSITIVE_INFINITY;
    if (clock.now() >= due) run();
    else arm(due);
  }

  function arm(next: number): void {
    due = next;
    if (due >= wakeAt) return;
    stop();
    wakeAt = due;
    cancel = after(Math.min(LOOK_AT_LEAST_EVERY, Math.max(0, due - clock.now())), wake);
  }

  function stop(): void {
    cancel?.();
    cancel = null;
    wakeAt = Number.POSITIVE_INFINITY;
  }

  return { arm, stop };
}
