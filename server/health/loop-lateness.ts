import { monitorEventLoopDelay } from "node:perf_hooks";

/** How late the event loop came to what was due, in seconds, between two looks. */
export interface Lateness {
  readonly mean: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoopLateness {
  /** Of the time since it was last asked. */
  take(): Lateness;
  close(): void;
}

/** How often it is looked at. A loop that is on time is found late by just that, which is taken off again. */
const STEP_MS = 20;

export function createLoopLateness(): LoopLateness {
  const seen = monitorEventLoopDelay({ resolution: STEP_MS });
  seen.enable();
  return {
    take() {
      const taken = { mean: late(seen.mean), p99: late(seen.percentile(99)), max: late(seen.max) };
      seen.reset();
      return taken;
    },
    close: () => void seen.disable(),
  };
}

/** @param nanoseconds not a number where nothing was seen yet */
function late(nanoseconds: number): number {
  const seconds = nanoseconds / 1e9 - STEP_MS / 1e3;
  return Number.isNaN(seconds) ? 0 : Math.max(seconds, 0);
}
