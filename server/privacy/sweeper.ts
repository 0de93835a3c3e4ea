import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import type { BoardState } from "#lib/board/board-state.ts";
import { keptSince } from "#lib/board/kept-since.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import { underWay } from "#server/journal/journal.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import type { PastBoards } from "#server/past/past-boards.ts";
import type { ShortenFile } from "./rewrite-file.ts";
import { rewriteOlder, type Shortening, shortenedTo, withoutCalls, withoutRawText } from "./rewrite-older.ts";

/** What the last sweep did. */
export interface SweepReport {
  /** By what time, epoch ms. */
  readonly at: number;
  /** Deliveries whose raw text was dropped. */
  readonly distilled: number;
  /** Entries whose calls were forgotten. */
  readonly forgotten: number;
}

/** Lets go of what is too old to be kept. */
export interface Sweeper {
  /** May be cut short at any point and begun again. @param now epoch ms, of a clock that is trusted */
  sweep(now: number): Promise<SweepReport>;
  /** null: none has ended yet. */
  last(): Promise<SweepReport | null>;
}

export interface SweeperParts {
  readonly journal: JournalStore;
  readonly archive: Pick<CallArchive, "forget">;
  readonly past: Pick<PastBoards, "forget">;
  readonly state: () => BoardState;
  readonly shortenBackups: (before: ShortenFile) => Promise<void>;
}

/** The last report. */
const SWEPT = "swept";

const report = z.object({ at: z.number(), distilled: z.number(), forgotten: z.number() });

export function createSweeper({ journal, archive, past, state, shortenBackups }: SweeperParts): Sweeper {
  const { upkeep } = journal;

  async function shortenOlder(before: number, shortening: Shortening): Promise<number> {
    let count = 0;
    for await (const shortened of rewriteOlder({ read: journal.read, upkeep }, before, shortening)) {
      count += shortened;
      await nextTurn();
    }
    return count;
  }

  async function forgetCalls(before: number): Promise<number> {
    const [next] = await journal.read(await shortenedTo({ upkeep }, withoutCalls), 1);
    const isOld = next !== undefined && next.at < before;
    if (!isOld && (await upkeep.note(underWay.forgetting)) === null) return 0;
    await upkeep.outdate();
    await upkeep.rewrite([], { [underWay.forgetting]: "yes" });
    // First, so that whoever folds the journal without them has what they showed.
    await journal.appendAct({ of: "retention", before, kinds: [...state().evidence.entries()] });
    const count = await shortenOlder(before, withoutCalls);
    await archive.forget(before);
    await past.forget();
    await upkeep.rewrite([], { [underWay.forgetting]: null });
    return count;
  }

  return {
    async sweep(now) {
      const { keep } = state().settings.site;
      const rawBefore = keptSince(now, { days: keep.rawDays });
      const callsBefore = keptSince(now, { months: keep.callMonths });
      const raw = await shortenOlder(rawBefore, withoutRawText);
      const old = await forgetCalls(callsBefore);
      await upkeep.settle();
      await shortenBackups({ rawBefore, callsBefore });
      const done = { at: now, distilled: raw, forgotten: old };
      await upkeep.rewrite([], { [SWEPT]: JSON.stringify(done) });
      return done;
    },
    async last() {
      const text = await upkeep.note(SWEPT);
      return text === null ? null : report.parse(JSON.parse(text));
    },
  };
}
