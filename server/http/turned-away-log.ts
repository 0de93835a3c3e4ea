import type { Logger } from "#server/log.ts";
import { systemTimers, type Timers } from "#server/timers.ts";

const WINDOW_MS = 60_000;
const LINES_PER_WINDOW = 20;

/** Tells once of each connection that ends as more was sent on it than may wait; of a flood of those, of some a minute, and how many went `untold`. */
export function createTurnedAwayLog(
  log: Logger,
  { elapsed }: Pick<Timers, "elapsed"> = systemTimers,
): (address: string, requests: number) => void {
  let until = Number.NEGATIVE_INFINITY;
  let lines = 0;
  let untold = 0;

  return (address, requests) => {
    const now = elapsed();
    if (now >= until) {
      until = now + WINDOW_MS;
      lines = 0;
    }
    if (lines === LINES_PER_WINDOW) {
      untold += 1;
      return;
    }
    lines += 1;
    log.warn(
      { address, requests, ...(untold > 0 && { untold }) },
      "more requests than may wait came on one connection; those beyond are answered 503, and it ends",
    );
    untold = 0;
  };
}
