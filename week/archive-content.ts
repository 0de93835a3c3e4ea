import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { between, type Random } from "#lib/simulator/random.ts";
import type { WriterOrder, WriterState } from "#server/archive/archive-messages.ts";
import { ArchiveUnavailable, type CallArchive } from "#server/archive/call-archive.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";

/** What stands in the history's file, and what of it is safe. */
export interface ArchiveContent {
  /** While it fails nothing can be written. */
  fail(failing: boolean): void;
  /** The next calls that are brought are refused, and told of: from then on it fails. null: no longer. */
  failAtNext(failed: (() => void) | null): void;
  /** Does what the thread that writes is told. Throws where that cannot be done. */
  obey(order: WriterOrder): WriterState;
  /** Throws where there is no file. */
  read(): CallArchive;
  remove(): void;
  /** What was written since the last flush is gone, or a part of it. */
  losePower(): void;
}

interface Work {
  readonly calls: readonly ArchivedCall[];
  readonly readings: readonly NumberReading[];
}

interface Written {
  readonly fingerprint: string;
  readonly settings: BoardSettings;
  /** In its order. */
  readonly work: Work[];
  readonly read: CallArchive;
  rev: number;
  /** Of `work`, what is synced. */
  synced: number;
}

export function createArchiveContent(random: Random): ArchiveContent {
  let written: Written | null = null;
  let failing = false;
  let ambush: (() => void) | null = null;

  function use(): Written {
    if (written === null) throw new Error("there is no file");
    return written;
  }

  /** The state after it, as far as it is not the file's. */
  function done(order: WriterOrder): Pick<WriterState, "fresh"> {
    switch (order.do) {
      case "open": {
        if (written?.fingerprint === order.fingerprint) return { fresh: false };
        written = filled(order, [], 0);
        return { fresh: true };
      }
      case "take":
        use().work.push({ calls: order.calls, readings: order.readings });
        use().read.take(order.calls, order.readings, anywhere);
        return { fresh: false };
      case "flush":
        use().rev = order.rev;
        use().synced = use().work.length;
        return { fresh: false };
      case "clear":
        written = filled(use(), [], 0);
        return { fresh: false };
      case "erase":
      case "forget":
        throw new Error("nobody erases in a simulated week");
      case "catch-up":
      case "close":
        return { fresh: false };
    }
  }

  return {
    fail(next) {
      failing = next;
    },
    failAtNext(failed) {
      ambush = failed;
    },
    obey(order) {
      if (ambush !== null && order.do === "take" && order.calls.length > 0) {
        const failed = ambush;
        ambush = null;
        failing = true;
        failed();
      }
      if (failing) throw new Error("disk I/O error");
      const { fresh } = done(order);
      return { rev: use().rev, rereading: 0, fresh };
    },
    read() {
      if (written === null) throw new ArchiveUnavailable("there is no file");
      return written.read;
    },
    remove() {
      written = null;
    },
    losePower() {
      if (written === null) return;
      const { work, rev, synced } = written;
      written = filled(written, work.slice(0, Math.round(between(random, synced, work.length + 1))), rev);
    },
  };
}

/** Memory does not ask. */
const anywhere = { generation: 0, after: 0, upTo: 0 };

function filled(
  { fingerprint, settings }: Pick<Written, "fingerprint" | "settings">,
  work: readonly Work[],
  rev: number,
): Written {
  const read = createMemoryArchive(settings);
  for (const { calls, readings } of work) read.take(calls, readings, anywhere);
  return { fingerprint, settings, work: [...work], read, rev, synced: work.length };
}
