import { availableParallelism, cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "./spread.ts";

/** How busy others keep the machine. */
export interface Others {
  /** To be called while nothing of ours runs. */
  look(): Promise<void>;
  /** The share of the machine's processors they use, 0 to 1, the median of all looks; null: nobody looked. */
  share(): number | null;
}

/** ms; what the system counts in is ten of them, on each processor. */
const lookFor = 200;

/** @param used the share of the machine that is used from the call until the answer */
export function watchOthers(used: () => Promise<number> = usedShare): Others {
  const looks: number[] = [];
  return {
    async look() {
      looks.push(await used());
    },
    share: () => (looks.length === 0 ? null : quantile(looks, 0.5)),
  };
}

async function usedShare(): Promise<number> {
  const idleBefore = idleMilliseconds();
  const start = performance.now();
  await sleep(lookFor);
  const idle = idleMilliseconds() - idleBefore;
  // By the clock, not by the sum of all kinds of time: what another machine on the same hardware takes is in none.
  return Math.max(0, 1 - idle / (availableParallelism() * (performance.now() - start)));
}

function idleMilliseconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0);
}
