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
  /** What to add to the local clock, ms. */
  readonly offset: number;
  /** How long the answer took, ms: the offset is right to half of it. */
  readonly took: number;
}

const ASK_EVERY_MS = 10_000;
/** The quickest answer of so many counts: the others waited somewhere. */
const SAMPLES = 8;

interface DatabaseClockParts {
  /** The database's time, epoch ms. */
  readonly ask: () => Promise<number>;
  readonly local: Clock;
  readonly log: Logger;
  readonly timers?: Timers;
}

/** Between two questions, and while nobody answers, the local clock goes on. */
export function createDatabaseClock(parts: DatabaseClockParts): DatabaseClock {
  const { local, log, timers = systemTimers } = parts;
  let samples: readonly Sample[] = [];
  let offset = 0;
  let stopAsking: (() => void) | null = null;

  async function ask(): Promise<void> {
    const begun = timers.elapsed();
    const now = await parts.ask();
    const took = timers.elapsed() - begun;
    const sample = { offset: Math.round(now + took / 2 - local.now()), took };
    // A clock that was set anew makes all that was measured before it worthless.
    const stepped = Math.abs(sample.offset - offset) > took + STEP_MS;
    samples = stepped ? [sample] : [...samples.slice(1 - SAMPLES), sample];
    offset = samples.reduce((best, one) => (one.took < best.took ? one : best), sample).offset;
  }

  return {
    now: () => local.now() + offset,
    async start() {
      await ask();
      stopAsking = every({
        ms: ASK_EVERY_MS,
        run: () => void ask().catch((err: unknown) => log.warn({ err }, "the database's clock could not be asked")),
        after: timers.after,
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
