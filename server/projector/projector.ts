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
  /** Called after every change, of entries or of time, with the new state. */
  subscribe(listener: (state: BoardState) => void): () => void;
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
  readonly fold?: Fold;
}

const PAGE = 1_000;
/** Entries after which a long start waits for the archive, which is slower. */
const WAIT_FOR_ARCHIVE_AFTER = 10 * PAGE;

/**
 * Folds the journal: first what is in it, from the last checkpoint on, then every batch as it is told, in the same turn
 * of the event loop. So an `append` that has resolved is on the board.
 *
 * Two boards are kept. `settled` is what the entries alone amount to, and so the same on every server. `shown` is that
 * board as time has changed it since. Another server may have stamped an entry a little earlier than what is shown here
 * already: it is added to what is settled, and what time had done is worked out again.
 */
export function createProjector(parts: ProjectorParts): Projector {
  const { journal, archive, clock, settings, fingerprint, log } = parts;
  const guarded = createGuardedFold(parts.fold ?? foldEntry, log);
  const subscribers = createSubscribers<BoardState>(log);
  const checkpoints = createCheckpoints({ store: journal.checkpoints, archive, fingerprint, clock, log });
  const timer = createDueTimer(clock, () => show(passed(shown, clock.now())));
  let settled = emptyBoard(settings, clock.now());
  let shown = settled;
  let position = 0;
  let unsubscribe: (() => void) | null = null;

  function show(next: BoardState): void {
    shown = next;
    timer.arm(nextDue(shown));
    subscribers.tell(shown);
  }

  /** Folds what follows without a gap; the rest was taken before, or will be read from the journal. */
  function fold(entries: readonly KeptEntry[]): void {
    const following = entries.filter(({ seq }) => seq > position);
    const [first] = following;
    if (first?.seq !== position + 1) return;
    // Where the first entry of all is earlier than this start, the board begins with it.
    if (position === 0 && first.at < settled.now) settled = emptyBoard(settings, first.at);
    // Mostly nothing is earlier than what is shown, and what time has done need not be done again.
    let next = first.at < shown.now ? settled : shown;
    const before = next;
    const forgotten: CallEntry[] = [];
    for (const entry of following) {
      next = guarded.next(next, entry);
      position = entry.seq;
      forgotten.push(...next.forgotten);
    }
    archive.take(forgotten.map(archived), changedReadings(before, next));
    settled = next;
    shown = passed(settled, shown.now);
  }

  /** A board as time alone changes it. */
  function passed(board: BoardState, now: number): BoardState {
    const next = advance(board, now);
    if (next !== board) archive.take(next.forgotten.map(archived), []);
    return next;
  }

  /** Reads the journal to its end. */
  async function readOn(): Promise<void> {
    const next = () => journal.read(position, PAGE);
    for (let page = await next(); page.length > 0; page = await next()) {
      fold(page);
      if (position % WAIT_FOR_ARCHIVE_AFTER === 0) await waitForArchive();
    }
  }

  async function begin(): Promise<void> {
    const restored = await checkpoints.load(settings, await journal.head());
    const [first] = await journal.read(0, 1);
    settled = restored ?? emptyBoard(settings, Math.min(first?.at ?? Number.POSITIVE_INFINITY, clock.now()));
    shown = settled;
    position = settled.rev;
    if (restored === null) await startArchive(archive, log);
    archive.take([], readingsOf(settled));
    await readOn();
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
    state: () => shown,
    subscribe: subscribers.add,
    report: () => ({ rev: position, stumbles: guarded.stumbles(), listenerFaults: subscribers.faults() }),
    async start() {
      await begin();
      unsubscribe = journal.subscribe((entries) => {
        checkpoints.touch();
        fold(entries);
        show(shown);
      });
      // What was told between the last page and the subscription was told to nobody here.
      await readOn();
      show(passed(shown, clock.now()));
      checkpoints.begin(() => settled);
    },
    erase(erasure) {
      settled = eraseInBoard(settled, erasure, settings);
      show(passed(settled, shown.now));
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
