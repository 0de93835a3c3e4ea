import { setTimeout as sleep } from "node:timers/promises";
import { openConnection } from "./load/http-connection.ts";
import { revIn } from "./load/rev-in.ts";
import type { Screen } from "./screens/screen.ts";

/** One webhook at a time, followed to a screen. */
export interface Probes {
  /** ms that each of so many took. */
  take(count: number): Promise<readonly number[]>;
  /**
   * ms from now to when the first of ten in a row had arrived that took at most `limit` ms; infinite where that does not
   * come about within `patience` ms.
   */
  until(limit: number, patience: number): Promise<number>;
}

const pause = 20;
const enough = 10;

export function createProbes(url: URL, screen: Screen, request: Buffer): Probes {
  /** Infinite where it is not taken, or not answered, or not seen in time. */
  async function one(patience: number): Promise<number> {
    await sleep(pause);
    const start = performance.now();
    const over = new AbortController();
    const tooLate = sleep(patience, undefined, { signal: over.signal }).then(() => false);
    const seen = isSeen().catch(() => false);
    const isGood = await Promise.race([seen, tooLate]);
    over.abort();
    await tooLate.catch(() => undefined);
    return isGood ? performance.now() - start : Number.POSITIVE_INFINITY;
  }

  async function isSeen(): Promise<boolean> {
    const connection = await openConnection(url);
    try {
      const { status, body } = await connection.send(request);
      if (status !== 200) return false;
      await screen.arrivals.reach(revIn(body));
      return true;
    } finally {
      connection.close();
    }
  }

  return {
    async take(count) {
      const taken: number[] = [];
      while (taken.length < count) taken.push(await one(10_000));
      return taken;
    },
    async until(limit, patience) {
      const start = performance.now();
      let since = start;
      for (let good = 0; good < enough; ) {
        const left = start + patience - performance.now();
        if (left <= 0) return Number.POSITIVE_INFINITY;
        const isGood = (await one(left)) <= limit;
        if (isGood && good === 0) since = performance.now();
        good = isGood ? good + 1 : 0;
      }
      return since - start;
    },
  };
}
