import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import { createTimePassed } from "#server/time-passed.ts";
import { type After, every, systemTimers } from "#server/timers.ts";
import type { Queries } from "./postgres.ts";

/** The database's clock, so that servers whose own clocks differ stamp and count alike. */
export interface DatabaseClock extends Clock {
  /** Resolves when it goes by the database. */
  start(): Promise<void>;
  close(): void;
}

interface Sample {
  /** What to add to what has passed here, ms. */
  readonly offset: number;
  /** How long the answer took, ms: the offset is right to half of it. */
  readonly took: number;
}

const ASK_EVERY_MS = 10_000;
/** The quickest answer of so many counts: the others waited somewhere. */
const SAMPLES = 8;
/** ms. */
const SLOW_MS = 1_000;
const MOST_AT_FIRST = 3;

interface DatabaseClockParts {
  /** The database's time, epoch ms. */
  readonly ask: () => Promise<number>;
  /** ms since some moment, the machine's sleep too. */
  readonly passed?: () => number;
  readonly log: Logger;
  readonly after?: After;
}

/** Between two questions, and while nobody answers, it goes on by what passes here, whatever the machine's clock is set to. */
export function createDatabaseClock(parts: DatabaseClockParts): DatabaseClock {
  const { log, passed = createTimePassed(), after = systemTimers.after } = parts;
  let samples: readonly Sample[] = [];
  let offset = 0;
  let stopAsking: (() => void) | null = null;

  async function ask(): Promise<void> {
    const begun = passed();
    const now = await parts.ask();
    const took = passed() - begun;
    const sample = { offset: now - took / 2 - begun, took };
    // A clock that was set anew makes all that was measured before it worthless.
    const stepped = Math.abs(sample.offset - offset) > took + STEP_MS;
    samples = stepped ? [sample] : [...samples.slice(1 - SAMPLES), sample];
    offset = samples.reduce((best, one) => (one.took < best.took ? one : best), sample).offset;
  }

  return {
    now: () => Math.floor(passed() + offset),
    async start() {
      // Slow, or slept through: there is no quicker one yet that would count instead.
      for (let asked = 0; asked < MOST_AT_FIRST && !samples.some(({ took }) => took < SLOW_MS); asked += 1) await ask();
      stopAsking = every({
        ms: ASK_EVERY_MS,
        run: () => void ask().catch((err: unknown) => log.warn({ err }, "the database's clock could not be asked")),
        after,
      });
    },
    close() {
      stopAsking?.();
    },
  };
}

/** More than clocks drift apart between two questions. */
const STEP_MS = 100;

export async function databaseTime({ query }: Queries): Promise<number> {
  const sql = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now";
  const [row] = await query<{ readonly now: number }>(sql);
  if (row === undefined) throw new Error("the database did not say what time it is");
  return row.now;
}
