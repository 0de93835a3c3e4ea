import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { Erasure } from "#lib/board/erasure.ts";
import type { Logger } from "#server/log.ts";
import { reasonOf } from "#server/reason-of.ts";
import { type After, systemTimers } from "#server/timers.ts";
import { createArchiveTrouble } from "./archive-trouble.ts";
import { type ArchiveReport, ArchiveUnavailable, type Whence } from "./call-archive.ts";
import { createEditionCourier } from "./edition-courier.ts";
import type { EditionUpkeep } from "./edition-upkeep.ts";
import type { EditionWriter } from "./edition-writer.ts";
import type { Editions } from "./editions.ts";
import { createGenerations } from "./generations.ts";
import { createRereader } from "./rereader.ts";

/** How long a question waits for calls to be read again after a number has changed. */
const REREAD_PATIENCE_MS = 200;

/** What changes the edition, on behalf of this server. */
export interface EditionOutbox {
  take(calls: readonly ArchivedCall[], readings: readonly NumberReading[], whence: Whence): void;
  /**
   * Resolves when all that was taken before can be read, with the position that the edition must reach to then. Rejects
   * with `ArchiveUnavailable` when it cannot be written.
   */
  written(): Promise<number>;
  flush(rev: number): Promise<void>;
  clear(): Promise<void>;
  erase(erasure: Erasure): Promise<void>;
  forget(before: number): Promise<void>;
  report(): ArchiveReport;
  close(): Promise<void>;
}

export interface EditionOutboxParts {
  readonly editions: Pick<Editions, "beginAnew">;
  readonly writer: EditionWriter;
  readonly upkeep: EditionUpkeep;
  readonly log: Logger;
  readonly after?: After;
}

export function createEditionOutbox(parts: EditionOutboxParts): EditionOutbox {
  const { editions, writer, upkeep, log, after = systemTimers.after } = parts;
  const trouble = createArchiveTrouble(log);
  const rereader = createRereader(writer, after);
  const generations = createGenerations();
  const courier = createEditionCourier({ writer, trouble, generations, onReadings: reread, after });
  let patience: Promise<unknown> = Promise.resolve();
  let last: Whence | null = null;
  let closed = false;

  /** A correction of a large past may take minutes, and nobody's lookup can wait for them. */
  function reread(): void {
    patience = Promise.race([rereader.run(), new Promise<void>((resolve) => after(REREAD_PATIENCE_MS, resolve))]);
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await courier.inTurn(work);
    } catch (cause) {
      throw new ArchiveUnavailable(`The history cannot be kept: ${reasonOf(cause)}.`, { cause });
    }
  }

  function take(calls: readonly ArchivedCall[], readings: readonly NumberReading[], whence: Whence): void {
    last = whence;
    courier.take({ ...whence, calls, readings });
  }

  // A stop may have cut it short.
  void rereader.run();
  return {
    take,
    async written() {
      if (closed) throw new ArchiveUnavailable("The history is closed.");
      await courier.caughtUp();
      await patience;
      return courier.least();
    },
    async flush(rev) {
      await courier.caughtUp();
      if (last !== null && rev > last.upTo) take([], [], { ...last, after: last.upTo, upTo: rev });
      await attempt(courier.bringAll);
      if (courier.rev() < rev) throw new ArchiveUnavailable("The history does not reach to this position.");
    },
    clear: () =>
      attempt(async () => {
        courier.forget();
        await editions.beginAnew();
      }),
    erase: (erasure) =>
      attempt(async () => {
        courier.erase(erasure);
        const { before, after: raised } = await upkeep.erase(erasure);
        generations.equate(before, raised);
      }),
    forget: (before) => attempt(() => upkeep.forget(before)),
    report: () => {
      const ok = !(trouble.any() || generations.areOutdated());
      return { ok, rev: courier.rev(), behind: courier.size() + rereader.left() };
    },
    async close() {
      closed = true;
      rereader.close();
      await courier.close();
    },
  };
}
