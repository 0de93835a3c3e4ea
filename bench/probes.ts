import { setTimeout as sleep } from "node:timers/promises";
import { openConnection } from "./load/http-connection.ts";
import { revIn } from "./load/rev-in.ts";
import type { Screen } from "./screens/screen.ts";

/** One webhook at a time, followed to a screen. */
export interface Probes {
  /** ms that each of so many took. */
  take(count: number): Promise<readonly number[]>;
  /** ms from now to when the first of ten in a row had arrived that took at most `limit` ms. */
  until(limit: number): Promise<number>;
}

const pause = 20;
const enough = 10;

export function createProbes(url: URL, screen: Screen, request: Buffer): Probes {
  async function one(): Promise<number> {
    await sleep(pause);
    const start = performance.now();
    const connection = await openConnection(url);
    try {
      const { status, body } = await connection.send(request);
      if (status !== 200) return Number.POSITIVE_INFINITY;
      await screen.arrivals.reach(revIn(body));
      return performance.now() - start;
    } finally {
      connection.close();
    }
  }

  return {
    async take(count) {
      const taken: number[] = [];
      while (taken.length < count) taken.push(await one());
      return taken;
    },
    async until(limit) {
      const start = performance.now();
      let since = start;
      for (let good = 0; good < enough; ) {
        const isGood = (await one()) <= limit;
        if (isGood && good === 0) since = performance.now();
        good = isGood ? good + 1 : 0;
      }
      return since - start;
    },
  };
}
