import { between, chance, type Random } from "#lib/simulator/random.ts";
import type { Life } from "./life.ts";

/**
 * - `well`: it answers.
 * - `slow`: after a second or two.
 * - `down`: it refuses every connection, and those that were open are gone.
 * - `losing`: now and then a connection is gone, before it does what it is told or before it can say so.
 */
export type DatabaseCondition = "well" | "slow" | "down" | "losing";

/** The way from the servers to their database, and back. */
export interface DatabaseWay {
  /** What is asked is done in between, at once: all of it or nothing. Rejects where it is not known whether it was. */
  readonly ask: <T>(life: Life, work: () => T) => Promise<T>;
  become(condition: DatabaseCondition): void;
  /** Nothing passes between it and those processes any more, and nobody is told. null: all is well again. */
  partFrom(isParted: ((life: Life) => boolean) | null): void;
}

/** ms a question is waited for. */
const PATIENCE_MS = 10_000;

export function createDatabaseWay(random: Random): DatabaseWay {
  let condition: DatabaseCondition = "well";
  let isParted: (life: Life) => boolean = () => false;

  async function travel(life: Life): Promise<void> {
    if (isParted(life)) {
      await pause(life, PATIENCE_MS);
      throw new Error("query read timeout");
    }
    await pause(life, latency());
  }

  /** Now and then one waits for much longer than the others, so that answers overtake each other. */
  function latency(): number {
    if (condition === "slow") return between(random, 500, 2_000);
    return chance(random, 0.95) ? between(random, 0.2, 4) : between(random, 4, 400);
  }

  function breakSometimes(probability: number): void {
    if (condition === "losing" && chance(random, probability)) throw new Error("Connection terminated unexpectedly");
  }

  return {
    async ask(life, work) {
      await travel(life);
      if (condition === "down") throw new Error("connect ECONNREFUSED");
      breakSometimes(0.2);
      const result = work();
      breakSometimes(0.3);
      await travel(life);
      return result;
    },
    become(next) {
      condition = next;
    },
    partFrom(next) {
      isParted = next ?? (() => false);
    },
  };
}

function pause(life: Life, ms: number): Promise<void> {
  return new Promise((resolve) => life.timers.after(ms, resolve));
}
