import type { StandingLine } from "#server/postgres/standing-line.ts";
import { systemTimers, type Timers } from "#server/timers.ts";
import type { KeptEntry } from "./kept-entry.ts";
import type { PostgresReader } from "./postgres-reader.ts";

/** Tells what any server appends, in order and once. */
export interface PostgresFeed {
  /** Resolves when it knows where the journal ends; entries behind that are told from then on. */
  start(): Promise<void>;
  /**
   * Tells what this server has appended, after all that others appended before it; resolves when it is told, and rejects
   * where that cannot be read.
   */
  tell(entries: readonly KeptEntry[]): Promise<void>;
  subscribe(listener: (entries: readonly KeptEntry[]) => void): () => void;
  /** Resolves when all that is in the journal now is told. */
  catchUp(): Promise<void>;
  /** Whether the journal's end was seen lately. */
  current(): boolean;
  /** ms since it was. */
  unseenFor(): number;
  close(): void;
}

interface FeedParts {
  readonly reader: Pick<PostgresReader, "read" | "head">;
  /** @param notice is called with the `seq` up to which something was appended; null: perhaps something was */
  readonly listen: (notice: (seq: number | null) => void) => StandingLine;
  /** Looked at with each poll. */
  readonly look: () => Promise<void>;
  readonly timers?: Timers;
}

const PAGE = 1_000;
/** A notice is a hint, which can be lost; the table is the truth. ms */
const POLL_MS = 1_000;
/** Screens show that they hear nothing after 5 s. */
const CURRENT_FOR_MS = 3_000;

export function createPostgresFeed({ reader, listen, look, timers = systemTimers }: FeedParts): PostgresFeed {
  const listeners = new Set<(entries: readonly KeptEntry[]) => void>();
  let heard = 0;
  let seenAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  let queued: Promise<void> | null = null;
  let cancelPoll: (() => void) | null = null;
  let closed = false;

  const line = listen((seq) => {
    if (seq === null || seq > heard) catchUp().catch(() => undefined);
  });

  /** What follows without a gap; an entry that came by two ways is told once. */
  function take(entries: readonly KeptEntry[]): void {
    const following = entries.filter(({ seq }) => seq > heard);
    const [first] = following;
    const last = following.at(-1);
    if (first === undefined || last === undefined || first.seq !== heard + 1) return;
    heard = last.seq;
    for (const listener of listeners) listener(following);
  }

  async function readOn(): Promise<void> {
    for (let full = true; full; ) {
      const asked = timers.elapsed();
      const page = await reader.read(heard, PAGE);
      take(page);
      full = page.length === PAGE;
      if (!full) seenAt = asked;
    }
  }

  /** A reading that has begun may have missed what was appended just now: one more follows it, for all who ask. */
  function catchUp(): Promise<void> {
    if (reading === null) return begin();
    queued ??= reading
      .catch(() => undefined)
      .then(() => {
        queued = null;
        return begin();
      });
    return queued;
  }

  function begin(): Promise<void> {
    const begun = readOn().finally(() => {
      if (reading === begun) reading = null;
    });
    reading = begun;
    return begun;
  }

  function pollLater(): void {
    cancelPoll = timers.after(POLL_MS, () => {
      const polled = catchUp().then(look);
      void polled.catch(() => undefined).finally(() => !closed && pollLater());
    });
  }

  return {
    async start() {
      heard = await reader.head();
      seenAt = timers.elapsed();
      await line.start();
      pollLater();
    },
    async tell(entries) {
      take(entries);
      const last = entries.at(-1);
      if (last !== undefined && last.seq > heard) await catchUp();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    catchUp,
    current: () => timers.elapsed() - seenAt < CURRENT_FOR_MS,
    unseenFor: () => timers.elapsed() - seenAt,
    close() {
      closed = true;
      cancelPoll?.();
      line.close();
    },
  };
}
