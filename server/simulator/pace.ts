import type { Timer } from "./timer.ts";

/** When a simulated instant comes in the server's world. */
export interface Pace {
  /** Resolves at the simulated instant `at` (epoch ms), at once when it is past, and when `signal` aborts. */
  until(at: number, signal: AbortSignal): Promise<void>;
}

/** Simulated time runs from `startAt` on, `speed` times as fast as the timer. */
export function createPace(from: { readonly startAt: number; readonly speed: number; readonly timer: Timer }): Pace {
  const begunAt = from.timer.now();
  return {
    async until(at, signal) {
      const left = begunAt + (at - from.startAt) / from.speed - from.timer.now();
      if (left > 0 && !signal.aborted) await from.timer.sleep(left, signal);
    },
  };
}
