/** Who waits for a turn. `known` go before `strangers`, and are never turned away. */
export type Lane = "known" | "strangers";

/** So much work that it may be done a few at a time alone. */
export interface HashingQueue {
  /** Runs the work when its turn has come. Rejects with `TooBusy` when too many strangers wait already. */
  run<Result>(lane: Lane, work: () => Promise<Result>): Promise<Result>;
}

export class TooBusy extends Error {
  override readonly name = "TooBusy";
}

/** Of four threads that Node has for such work, and for files, the other two stay free. */
const AT_ONCE = 2;
const MOST_STRANGERS = 20;

export function createHashingQueue(): HashingQueue {
  const waiting: Record<Lane, (() => void)[]> = { known: [], strangers: [] };
  let running = 0;

  /** The turn goes on to who waits, so that nobody who comes at that moment takes it too. */
  function leave(): void {
    const begin = waiting.known.shift() ?? waiting.strangers.shift();
    if (begin) begin();
    else running -= 1;
  }

  return {
    async run(lane, work) {
      if (running >= AT_ONCE) {
        if (lane === "strangers" && waiting.strangers.length >= MOST_STRANGERS) throw new TooBusy();
        await new Promise<void>((resolve) => waiting[lane].push(resolve));
      } else running += 1;
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
