import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import type { Erasure } from "#lib/board/erasure.ts";
import { emptyBoard, foldEntry, nextDue } from "#lib/board/fold.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Clock } from "#server/clock.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import type { Logger } from "#server/log.ts";
import { systemTimers, type Timers } from "#server/timers.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { createDueTimer } from "./due-timer.ts";
import { createFolding } from "./folding.ts";
import { createGuardedFold, type Fold } from "./guarded-fold.ts";
import { createJournalReading } from "./journal-reading.ts";
import { createSubscribers } from "./subscribers.ts";

/** What the projector is worth, for health. */
export interface ProjectorReport {
  /** Position in the journal up to which entries are folded. */
  readonly rev: number;
  /** Entries that could not be folded, and were passed over: a bug, each one. */
  readonly stumbles: { readonly count: number; readonly last: number | null };
  /** Times that somebody who was told of a change failed: a bug as well. */
  readonly listenerFaults: number;
}

/** Keeps the board that the journal amounts to. */
export interface Projector {
  /** The board as of the last entry or due time. Before `start`, an empty one. */
  state(): BoardState;
  /** Calls that time has taken off that board, and that the archive gets with the next entry. */
  leaving(): readonly CallEntry[];
  /** Whether that is all there is to know, as far as can be known. */
  current(): boolean;
  /**
   * Called after every change, of entries or of time, with the new state. `since`: when the first of the deliveries that
   * were folded was received, epoch ms; null: none was.
   */
  subscribe(listener: (state: BoardState, since: number | null) => void): () => void;
  report(): ProjectorReport;
  /** Resolves when every entry of the journal is folded. */
  start(): Promise<void>;
  /** Shows the board without the caller. */
  erase(erasure: Erasure): void;
  /** Resolves when the checkpoint is of the board as it is now. Rejects when it cannot be kept. */
  keep(): Promise<void>;
  /** Keeps a checkpoint, so that the next start need not read again what this one has. */
  stop(): Promise<void>;
}

export interface ProjectorParts {
  readonly journal: Omit<JournalStore, "upkeep">;
  /** Gets every call that the board lets go of. It is closed after the projector has stopped. */
  readonly archive: Pick<CallArchive, "take" | "generation" | "flush" | "rev" | "clear">;
  /** The journal's own, which never goes back. */
  readonly clock: Clock;
  readonly settings: BoardSettings;
  /** Of the code and the settings by which entries are read; a checkpoint of another one is not loaded. */
  readonly fingerprint: string;
  readonly log: Logger;
  readonly timers?: Timers;
  readonly fold?: Fold;
}

/**
 * Folds the journal: first what is in it, from the last checkpoint on, then every batch as it is told, in the same turn
 * of the event loop. So an `append` that has resolved is on the board.
 */
export function createProjector(parts: ProjectorParts): Projector {
  const { journal, archive, clock, settings, fingerprint, log, timers = systemTimers } = parts;
  const guarded = createGuardedFold(parts.fold ?? foldEntry, log);
  const subscribers = createSubscribers<{ readonly state: BoardState; readonly since: number | null }>(log);
  const checkpoints = createCheckpoints({ store: journal.checkpoints, archive, fingerprint, clock, timers, log });
  const { beginning, readOn } = createJournalReading(parts);
  const timer = createDueTimer({ clock, after: timers.after, run: passTime });
  const begin = (from: BoardState, generation: number) =>
    createFolding({ from, settings, guarded, archive, generation });
  // Before the start nobody is told what is on it.
  let folding = createFolding({ ...nowhere, from: emptyBoard(settings, clock.now()), settings, guarded });
  let leaving: readonly (() => void)[] = [];
  let rebuilding: Promise<void> = Promise.resolve();

  function show(since: number | null = null): void {
    timer.arm(nextDue(folding.shown()));
    subscribers.tell({ state: folding.shown(), since });
  }

  function passTime(): void {
    folding.pass(clock.now());
    show();
  }

  /** What was folded is no longer what the journal says: it is folded again beside the board that is shown. */
  async function rebuild(): Promise<void> {
    const generation = await archive.generation();
    const restored = await checkpoints.load(settings, journal.head);
    const anew = begin(restored ?? (await beginning()), generation);
    await readOn(anew);
    folding = anew;
    // What was told since the last page was told to the board before.
    await readOn(folding);
    passTime();
  }

  function rebuildInTurn(): Promise<void> {
    const rebuilt = rebuilding.catch(() => undefined).then(rebuild);
    rebuilding = rebuilt;
    return rebuilt;
  }

  return {
    state: () => folding.shown(),
    leaving: () => folding.leaving(),
    current: journal.current,
    subscribe: (listener) => subscribers.add(({ state, since }) => listener(state, since)),
    report: () => ({ rev: folding.position(), stumbles: guarded.stumbles(), listenerFaults: subscribers.faults() }),
    async start() {
      const generation = await archive.generation();
      const restored = await checkpoints.load(settings, journal.head);
      if (restored === null) await startArchive(archive, log);
      folding = begin(restored ?? (await beginning()), generation);
      await readOn(folding);
      leaving = [
        journal.subscribe((entries) => {
          checkpoints.touch();
          folding.take(entries);
          show(entries.find(({ delivery }) => delivery !== undefined)?.at ?? null);
        }),
        journal.onRewritten(rebuildInTurn),
      ];
      // What was told between the last page and the subscription was told to nobody here.
      await readOn(folding);
      passTime();
      checkpoints.begin(() => folding.settled());
    },
    erase(erasure) {
      folding.erase(erasure);
      show();
    },
    keep: checkpoints.keep,
    async stop() {
      for (const leave of leaving) leave();
      timer.stop();
      await rebuilding.catch(() => undefined);
      await checkpoints.end();
    },
  };
}

const nowhere = { archive: { take: () => undefined }, generation: 0 };

/** What it holds may be of another journal, or of other rules. */
async function startArchive(archive: ProjectorParts["archive"], log: Logger): Promise<void> {
  try {
    await archive.clear();
  } catch (err) {
    log.error({ err }, "the history cannot be begun anew");
  }
}
