import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { loadBoard, savedParts } from "#lib/board/checkpoint.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Clock } from "#server/clock.ts";
import type { CheckpointStore } from "#server/journal/journal.ts";
import type { Logger } from "#server/log.ts";
import type { After, Timers } from "#server/timers.ts";

const LOOK_INTERVAL_MS = 10_000;
/** What a start must at most read again is what came in since, and that is folded in seconds. */
const KEEP_AFTER_MS = 5 * 60_000;
/** A moment without traffic is waited for, because writing a large board holds everything else up. */
const QUIET_MS = 1_000;
const KEEP_AT_LATEST_AFTER_MS = 30 * 60_000;

const EARLIER_JOURNAL =
  "the journal ends before what the history was made of: it is an earlier one, or has lost entries";

export interface Checkpoints {
  /** The board of the last checkpoint; null where there is none that can be trusted. @param head asks the journal */
  load(settings: BoardSettings, head: () => Promise<number>): Promise<BoardState | null>;
  /** Keeps the board from time to time, where it has changed since. */
  begin(current: () => BoardState): void;
  /** Notes that the board has changed by an entry. */
  touch(): void;
  /** Keeps the board at once. Rejects when it cannot be kept. */
  keep(): Promise<void>;
  /** Keeps the board a last time. */
  end(): Promise<void>;
}

/** Losing a checkpoint costs time, never truth: nothing here throws. */
export function createCheckpoints(parts: {
  readonly store: CheckpointStore;
  /** It holds what the board has let go of: a checkpoint is worth nothing without it. */
  readonly archive: Pick<CallArchive, "flush" | "rev">;
  readonly fingerprint: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}): Checkpoints {
  const { store, archive, fingerprint, clock, timers, log } = parts;
  let current: (() => BoardState) | null = null;
  let keptAt = clock.now();
  let keptRev = 0;
  let touchedAt = keptAt;
  let saving: Promise<void> = Promise.resolve();
  const looks = createLooks(timers.after, () => {
    void keepWhenQuiet();
    return current?.().rev !== keptRev;
  });

  /** One after the other: what was begun earlier is of an earlier board, and must not come last. */
  function save(): Promise<void> {
    const saved = saving.then(async () => {
      const state = current?.();
      if (state) await saveNow(state);
    });
    saving = saved.catch(() => undefined);
    return saved;
  }

  async function saveNow(state: BoardState): Promise<void> {
    keptAt = clock.now();
    await archive.flush(state.rev);
    const texts: string[] = [];
    for (const text of savedParts(state)) {
      texts.push(text);
      await new Promise<void>(timers.nextTurn);
    }
    await store.save({ fingerprint, seq: state.rev, state: texts.join("") });
    keptRev = state.rev;
  }

  async function keep(): Promise<void> {
    const state = current?.();
    if (!state || state.rev === keptRev) return;
    try {
      await save();
    } catch (err) {
      log.warn({ err }, "the board could not be kept; the next start will take longer");
    }
  }

  async function keepWhenQuiet(): Promise<void> {
    const now = clock.now();
    const age = now - keptAt;
    const quiet = now - touchedAt >= QUIET_MS;
    if (age >= KEEP_AT_LATEST_AFTER_MS || (quiet && age >= KEEP_AFTER_MS)) await keep();
  }

  return {
    async load(settings, head) {
      try {
        const checkpoint = await store.load(fingerprint);
        if (checkpoint === null) return null;
        // In this order: meanwhile others may go on, first in the journal, then in the archive, then with a checkpoint.
        const archived = await archive.rev();
        const last = await head();
        if (archived > last) log.warn({ last, archived }, EARLIER_JOURNAL);
        if (!standsFor(archived, checkpoint.seq, last)) return null;
        const state = loadBoard(checkpoint.state, settings);
        if (state?.rev !== checkpoint.seq) return null;
        keptRev = checkpoint.seq;
        return state;
      } catch (err) {
        log.warn({ err }, "the kept board cannot be read; it is built anew from the journal");
        return null;
      }
    },
    begin(source) {
      current = source;
      looks.begin();
    },
    touch() {
      touchedAt = clock.now();
      looks.begin();
    },
    keep: save,
    async end() {
      looks.stop();
      await keep();
    },
  };
}

/** Looks at every interval, as long as there is something to look for. */
function createLooks(after: After, look: () => boolean) {
  let cancel: (() => void) | null = null;
  function begin(): void {
    cancel ??= after(LOOK_INTERVAL_MS, () => {
      cancel = null;
      if (look()) begin();
    });
  }
  return {
    begin,
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}

/** Whether the archive has all that the board had let go of at `seq`, and nothing that the journal knows nothing of. */
function standsFor(archiveRev: number, seq: number, head: number): boolean {
  return seq <= archiveRev && archiveRev <= head;
}
