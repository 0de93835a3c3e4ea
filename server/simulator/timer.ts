import { setTimeout } from "node:timers/promises";
import type { Clock } from "#server/clock.ts";

/** A clock one can wait by. */
export interface Timer extends Clock {
  /** Resolves after so many milliseconds, and at once when `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemTimer: Timer = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await setTimeout(milliseconds, undefined, { signal });
    } catch (cause) {
      if (!signal.aborted) throw cause;
    }
  },
};
