import { setImmediate as nextTurn } from "node:timers/promises";
import { ArchiveUnavailable } from "#server/archive/call-archive.ts";

/** Lets so many through at a time; the others wait in line. */
export interface Turnstile {
  /** Rejects with `ArchiveUnavailable` where too many wait already. */
  pass<Value>(work: () => Promise<Value>): Promise<Value>;
}

/**
 * Work that is let through begins at once; what had to wait begins in a turn of the event loop of its own, so that a
 * crowd of questions never stands between a phone that rings and its screens.
 * @param waiting how many may wait at most
 */
export function createTurnstile({ atOnce, waiting }: { atOnce: number; waiting: number }): Turnstile {
  const line: (() => void)[] = [];
  let inside = 0;

  function leave(): void {
    const next = line.shift();
    if (next === undefined) inside -= 1;
    else next();
  }

  /** Whoever leaves hands over the place. */
  async function waitInLine(): Promise<void> {
    if (line.length >= waiting) throw new ArchiveUnavailable("Too many questions are waiting; ask again in a moment.");
    const turn = Promise.withResolvers<void>();
    line.push(turn.resolve);
    await turn.promise;
    await nextTurn();
  }

  return {
    async pass(work) {
      if (inside < atOnce) inside += 1;
      else await waitInLine();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
