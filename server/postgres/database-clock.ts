import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import { every, systemTimers, type Timers } from "#server/timers.ts";
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
/** ms. Where that cannot be waited for, and nobody answers. */
const HURRY_MS = 1_000;
/** The quickest answer of so many counts: the others waited somewhere. */
const SAMPLES = 8;

interface DatabaseClockParts {
  /** The database's time, epoch ms. */
  readonly ask: () => Promise<number>;
  /** The machine's. */
  readonly local: Clock;
  readonly log: Logger;
  readonly timers?: Timers;
}

/**
 * Between two questions, and while nobody answers, it goes on by what passes here, whatever the machine's clock is set to.
 * While a machine sleeps nothing passes; its clock tells as it wakes, and the database is asked at once.
 */
export function createDatabaseClock(parts: DatabaseClockParts): DatabaseClock {
  const { local, log, timers = systemTimers } = parts;
  let samples: readonly Sample[] = [];
  let offset = 0;
  let apart = 0;
  let askedAt = 0;
  let stopAsking: (() => void) | null = null;

  async function ask(): Promise<void> {
    const begun = timers.elapsed();
    askedAt = begun;
    const machineApart = local.now() - begun;
    const now = await parts.ask();
    const took = timers.elapsed() - begun;
    const sample = { offset: now - took / 2 - begun, took };
    // A clock that was set anew makes all that was measured before it worthless.
    const stepped = Math.abs(sample.offset - offset) > took + STEP_MS;
    samples = stepped ? [sample] : [...samples.slice(1 - SAMPLES), sample];
    offset = samples.reduce((best, one) => (one.took < best.took ? one : best), sample).offset;
    apart = machineApart;
  }

  function askAgain(): void {
    ask().catch((err: unknown) => log.warn({ err }, "the database's clock could not be asked"));
  }

  return {
    now() {
      const passed = timers.elapsed();
      const wasSet = Math.abs(local.now() - passed - apart) > STEP_MS;
      if (wasSet && stopAsking !== null && passed - askedAt >= HURRY_MS) askAgain();
      return Math.floor(passed + offset);
    },
    async start() {
      await ask();
      stopAsking = every({ ms: ASK_EVERY_MS, run: askAgain, after: timers.after });
    },
    close() {
      stopAsking?.();
      stopAsking = null;
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
