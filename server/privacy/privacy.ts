import { setTimeout as delay } from "node:timers/promises";
import type { CallerExport, CallerFound } from "#lib/protocol/api/privacy-answers.ts";
import type { BackupFacts, Backups } from "#server/backup/backups.ts";
import type { Clock } from "#server/clock.ts";
import { createTurnstile } from "#server/history/turnstile.ts";
import type { Logger } from "#server/log.ts";
import { TakenError } from "#server/start-error.ts";
import { every, type Timers } from "#server/timers.ts";
import { createClockWatch } from "./clock-watch.ts";
import { createEraser, type Erased, type EraserParts } from "./eraser.ts";
import { exportCaller, findCaller } from "./export-caller.ts";
import { rewriteBackups } from "./rewrite-backups.ts";
import { createSweeper, type SweepReport } from "./sweeper.ts";
import type { Wanted } from "./trace-caller.ts";

/** What is kept, for how long, and what about whom. Its works take their turn: no two of them touch the files at once. */
export interface Privacy {
  find(wanted: Wanted): Promise<CallerFound>;
  export(wanted: Wanted): Promise<CallerExport>;
  /** Resolves when nothing is left of the caller; rejects when that is not so yet. */
  erase(wanted: Wanted): Promise<Erased>;
  backUp(): Promise<BackupFacts>;
  report(): Promise<PrivacyReport>;
  /** Whether the last night's work failed, or waits for a clock that was set. */
  failing(): boolean;
  close(): Promise<void>;
}

export interface PrivacyReport {
  readonly swept: SweepReport | null;
  readonly failedAt: number | null;
  readonly erasing: boolean;
  /** The last that ended, and when (epoch ms). */
  readonly erased: (Erased & { readonly at: number }) | null;
  readonly backups: readonly BackupFacts[];
}

export interface PrivacyParts extends EraserParts {
  readonly archive: EraserParts["archive"] & Parameters<typeof createSweeper>[0]["archive"];
  /** Lets go of what it noted too long before that time, epoch ms. */
  readonly audit: { forgetOld(now: number): Promise<void> };
  readonly clock: Clock;
  /** The clock as it is set: one that goes on from a wrong time would make everything older than it is. */
  readonly given: Clock;
  readonly timers: Pick<Timers, "after" | "elapsed">;
  readonly log: Logger;
}

const LOOK_INTERVAL_MS = 10 * 60_000;
const NIGHTLY_MS = 24 * 60 * 60_000;
const MOST_WAITING = 10;
const GOODBYE_MS = 500;

export function createPrivacy(parts: PrivacyParts): Privacy {
  const { journal, journalPath, archive, past, projector, backups, audit, clock, given, timers, log } = parts;
  const { state } = projector;
  const eraser = createEraser(parts);
  const sweeper = createSweeper({
    journal,
    archive,
    past,
    state,
    shortenBackups: (before) => rewriteBackups(backups, { before }),
  });
  const watch = createClockWatch({ upkeep: journal.upkeep, clock: given, elapsed: timers.elapsed, log });
  const turnstile = createTurnstile({ atOnce: 1, waiting: MOST_WAITING });
  const trace = { journal, journalPath, archive, state };
  let failedAt: number | null = null;
  let erased: PrivacyReport["erased"] = null;
  let askedErasures = 0;
  let nightly: Promise<void> | null = null;

  /** Whatever rewrites the journal: one at a time, of all servers that share it. */
  const inTurn = <T>(work: () => Promise<T>) => turnstile.pass(() => journal.upkeep.alone(work));

  async function letGo(now: number): Promise<void> {
    if (isDue((await sweeper.last())?.at ?? null, now)) await sweeper.sweep(now);
    await audit.forgetOld(now);
  }

  /** The day's work: what was left undone, what is too old, then a copy of what is left. */
  async function keepHouse(): Promise<void> {
    try {
      await inTurn(async () => {
        if (await eraser.pending()) await eraser.resume();
        const trusted = await watch.look();
        if (trusted !== null) await letGo(trusted);
        if (backups !== null && isDue(backups.lastAt(), clock.now())) await backups.make().catch(passOverTaken);
      });
      failedAt = null;
    } catch (err) {
      failedAt = clock.now();
      log.error({ err }, "what is too old could not be let go of, or not be copied");
    }
  }

  async function erase(wanted: Wanted): Promise<Erased> {
    askedErasures += 1;
    try {
      const done = await inTurn(() => eraser.erase(wanted));
      erased = { ...done, at: clock.now() };
      return done;
    } finally {
      askedErasures -= 1;
    }
  }

  const stopLooking = every({
    ms: LOOK_INTERVAL_MS,
    run() {
      nightly ??= keepHouse().finally(() => (nightly = null));
    },
    after: timers.after,
  });

  /** Another server may have begun something, and be gone. */
  async function endWhatIsLeft(): Promise<void> {
    if (await eraser.pending()) await keepHouse();
  }

  void endWhatIsLeft().catch((err: unknown) => log.error({ err }, "whether an erasure is left could not be seen"));

  return {
    find: (wanted) => turnstile.pass(() => findCaller(trace, wanted)),
    export: (wanted) => turnstile.pass(() => exportCaller(trace, wanted)),
    erase,
    backUp: () => turnstile.pass(() => makeBackup(backups)),
    report: async () => ({
      swept: await sweeper.last(),
      failedAt,
      erasing: askedErasures > 0 || (await eraser.pending()),
      erased,
      backups: backups?.list() ?? [],
    }),
    failing: () => failedAt !== null || watch.isWaiting(),
    async close() {
      stopLooking();
      // What is cut short goes on with the next start; a stop has five seconds for everything.
      await Promise.race([nightly, delay(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}

async function makeBackup(backups: Backups | null): Promise<BackupFacts> {
  if (backups === null) throw new Error("there is no folder to keep backups in");
  return (await backups.make()).facts;
}

/** Somebody is making one: the next look sees whether it has become one. */
function passOverTaken(cause: unknown): void {
  if (!(cause instanceof TakenError)) throw cause;
}

/** Also where the last one was at a time that the clock has since been set back from. */
function isDue(last: number | null, now: number): boolean {
  return last === null || Math.abs(now - last) >= NIGHTLY_MS;
}
