import { randomUUID } from "node:crypto";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Clock } from "#server/clock.ts";
import type { CommitMeter } from "#server/metrics/commit-meter.ts";
import { systemTimers, type Timers } from "#server/timers.ts";
import type { Draft } from "./draft.ts";
import { JournalUnavailable } from "./journal.ts";
import type { Batch } from "./postgres-append.ts";

/** Appends in groups: all that arrives while a group is on its way shares the next one. */
export interface PostgresWriter {
  /** Rejects with `JournalUnavailable`. */
  append(draft: Draft): Promise<JournalEntry>;
  /** Whether the last group was taken. */
  writable(): boolean;
  /** Resolves when everything before it is appended or refused. What comes after is refused. */
  close(): Promise<void>;
}

interface WriterParts {
  /** All of it or nothing, and of one name once; rejects where that is unknown. @param now epoch ms */
  readonly appendBatch: (batch: Batch, now: number) => Promise<readonly JournalEntry[]>;
  readonly clock: Clock;
  /** Resolves when listeners have been told of them. */
  readonly tell: (entries: readonly JournalEntry[]) => Promise<void>;
  readonly meter?: CommitMeter | null;
  readonly timers?: Timers;
}

interface Waiter {
  readonly draft: Draft;
  readonly resolve: (entry: JournalEntry) => void;
  readonly reject: (reason: JournalUnavailable) => void;
}

/**
 * How long a group is tried again, ms: senders do not send again what is refused, and a database that changes over to its
 * replica, or starts again, is back in seconds.
 */
const TRY_FOR_MS = 4_000;
const TRY_AGAIN_MS = 100;
/** So that one statement stays small: a crowd goes in several groups. */
const MOST_IN_A_GROUP = 500;
/** Else a database that answers nobody would fill the memory. */
const MOST_WAITING = 10_000;
/** Without traffic nothing else would notice that the database takes entries again. */
const PROBE_MS = 1_000;

export function createPostgresWriter(parts: WriterParts): PostgresWriter {
  const { appendBatch, clock, tell, meter = null, timers = systemTimers } = parts;
  const waiting: Waiter[] = [];
  let writing: Promise<void> | null = null;
  let cancelProbe: (() => void) | null = null;
  let fit = true;
  let closed = false;

  async function writeAll(): Promise<void> {
    // What has arrived in this turn of the event loop is one group.
    await new Promise<void>(timers.nextTurn);
    while (waiting.length > 0) await write(waiting.splice(0, MOST_IN_A_GROUP));
    writing = null;
  }

  async function write(group: readonly Waiter[]): Promise<void> {
    const began = timers.elapsed();
    try {
      const entries = await appendStubbornly({ name: randomUUID(), drafts: group.map(({ draft }) => draft) });
      fit = true;
      meter?.committed(entries.length, (timers.elapsed() - began) / 1_000);
      await tell(entries);
      for (const [index, { resolve }] of group.entries()) {
        const entry = entries[index];
        if (entry) resolve(entry);
      }
    } catch (cause) {
      fit = false;
      meter?.failed();
      probeLater();
      const reason = new JournalUnavailable("the journal cannot be written", { cause });
      for (const { reject } of group) reject(reason);
    }
  }

  /** Under one name, so that a group whose answer was lost is not appended twice. */
  async function appendStubbornly(batch: Batch): Promise<readonly JournalEntry[]> {
    const until = timers.elapsed() + (fit ? TRY_FOR_MS : 0);
    for (;;) {
      try {
        return await appendBatch(batch, clock.now());
      } catch (cause) {
        if (timers.elapsed() >= until || closed) throw cause;
        await new Promise<void>((resolve) => timers.after(TRY_AGAIN_MS, resolve));
      }
    }
  }

  function probeLater(): void {
    cancelProbe ??= timers.after(PROBE_MS, () => {
      cancelProbe = null;
      if (fit || closed) return;
      // Nothing is appended, but all that an append needs is asked for.
      appendBatch({ name: randomUUID(), drafts: [] }, clock.now()).then(
        () => (fit = true),
        () => probeLater(),
      );
    });
  }

  return {
    append(draft) {
      return new Promise((resolve, reject) => {
        if (closed) return reject(new JournalUnavailable("the journal is closed"));
        if (waiting.length >= MOST_WAITING) return reject(new JournalUnavailable("too much waits for the journal"));
        waiting.push({ draft, resolve, reject });
        writing ??= writeAll();
      });
    },
    writable: () => fit && !closed,
    async close() {
      closed = true;
      cancelProbe?.();
      await writing;
    },
  };
}
