import type { ArchivedCall } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { eraseInBoard } from "#lib/board/erase-board.ts";
import type { Erasure } from "#lib/board/erasure.ts";
import { advance, emptyBoard, foldEntry, nextDue } from "#lib/board/fold.ts";
import { changedReadings, readingsOf } from "#lib/board/number-reading.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Clock } from "#server/clock.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import type { Logger } from "#server/log.ts";
import { systemTimers, type Timers } from "#server/timers.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { createDueTimer } from "./due-timer.ts";
import { createGuardedFold, type Fold } from "./guarded-fold.ts";
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
  readonly journal: JournalStore;
  /** Gets every call that the board lets go of. It is closed after the projector has stopped. */
  readonly archive: Pick<CallArchive, "take" | "flush" | "rev" | "clear">;
  /** The journal's own, which never goes back. */
  readonly clock: Clock;
  readonly settings: BoardSettings;
  /** Of the code and the settings by which entries are read; a checkpoint of another one is not loaded. */
  readonly fingerprint: string;
  readonly log: Logger;
  readonly timers?: Timers;
  readonly fold?: Fold;
}

const PAGE = 1_000;
/** Entries after which a long start waits for the archive, which is slower. */
const WAIT_FOR_ARCHIVE_AFTER = 10 * PAGE;

/**
 * Folds the journal: first what is in it, from the last checkpoint on, then every batch as it is committed, in the same
 * turn of the event loop. So an `append` that has resolved is on the board.
 */
export function createProjector(parts: ProjectorParts): Projector {
  const { journal, archive, clock, settings, fingerprint, log, timers = systemTimers, fold } = parts;
  const guarded = createGuardedFold(fold ?? foldEntry, log);
  const subscribers = createSubscribers<{ readonly state: BoardState; readonly since: number | null }>(log);
  const checkpoints = createCheckpoints({ store: journal.checkpoints, archive, fingerprint, clock, timers, log });
  const timer = createDueTimer({ clock, after: timers.after, run: () => show(passed()) });
  let state = emptyBoard(settings, clock.now());
  let position = 0;
  let unsubscribe: (() => void) | null = null;

  function show(next: BoardState, since: number | null = null): void {
    state = next;
    timer.arm(nextDue(state));
    subscribers.tell({ state, since });
  }

  /** Folds what follows without a gap; the rest was taken before, or will be read from the journal. */
  function folded(entries: readonly KeptEntry[]): BoardState {
    let next = state;
    const forgotten: CallEntry[] = [];
    for (const entry of entries) {
      if (entry.seq !== position + 1) continue;
      next = guarded.next(next, entry);
      position = entry.seq;
      forgotten.push(...next.forgotten);
    }
    archive.take(forgotten.map(archived), changedReadings(state, next));
    return next;
  }

  /** The board as time alone has changed it. */
  function passed(): BoardState {
    const next = advance(state, clock.now());
    if (next !== state) archive.take(next.forgotten.map(archived), []);
    return next;
  }

  async function catchUp(): Promise<void> {
    const restored = await checkpoints.load(settings, await journal.head());
    const [first] = await journal.read(0, 1);
    state = restored ?? emptyBoard(settings, Math.min(first?.at ?? Number.POSITIVE_INFINITY, clock.now()));
    position = state.rev;
    if (restored === null) await startArchive(archive, log);
    archive.take([], readingsOf(state));
    for (let page = await journal.read(position, PAGE); page.length > 0; page = await journal.read(position, PAGE)) {
      state = folded(page);
      if (position % WAIT_FOR_ARCHIVE_AFTER === 0) await waitForArchive();
    }
  }

  /** Without it the board goes on all the same: the archive itself tells that it is behind. */
  async function waitForArchive(): Promise<void> {
    try {
      await archive.flush(position);
    } catch (err) {
      log.warn({ err }, "the history does not keep up with the start");
    }
  }

  return {
    state: () => state,
    subscribe: (listener) => subscribers.add(({ state: next, since }) => listener(next, since)),
    report: () => ({ rev: position, stumbles: guarded.stumbles(), listenerFaults: subscribers.faults() }),
    async start() {
      await catchUp();
      unsubscribe = journal.subscribe((entries) => {
        checkpoints.touch();
        show(folded(entries), entries.find(({ delivery }) => delivery !== undefined)?.at ?? null);
      });
      show(passed());
      checkpoints.begin(() => state);
    },
    erase(erasure) {
      show(eraseInBoard(state, erasure, settings));
    },
    keep: checkpoints.keep,
    async stop() {
      unsubscribe?.();
      timer.stop();
      await checkpoints.end();
    },
  };
}

function archived({ own, adopted, memory }: CallEntry): ArchivedCall {
  return { own, adopted, memory };
}

/** What it holds may be of another journal, or of other rules. */
async function startArchive(archive: ProjectorParts["archive"], log: Logger): Promise<void> {
  try {
    await archive.clear();
  } catch (err) {
    log.error({ err }, "the history cannot be begun anew");
  }
}
