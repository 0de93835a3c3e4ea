import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import type { BoardState } from "#lib/board/board-state.ts";
import { distilled, forgotten } from "#lib/board/forgotten.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { keptSince } from "#lib/board/kept-since.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Clock } from "#server/clock.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import type { PastBoards } from "#server/past/past-boards.ts";

/** What the last sweep did. */
export interface SweepReport {
  /** When it ended, epoch ms. */
  readonly at: number;
  /** Deliveries whose raw text was dropped. */
  readonly distilled: number;
  /** Entries whose calls were forgotten. */
  readonly forgotten: number;
}

/** Lets go of what is too old to be kept. */
export interface Sweeper {
  /** May be cut short at any point and begun again. */
  sweep(): Promise<SweepReport>;
  /** null: none has ended yet. */
  last(): SweepReport | null;
}

export interface SweeperParts {
  readonly journal: JournalStore;
  readonly archive: Pick<CallArchive, "forget">;
  readonly past: Pick<PastBoards, "forget">;
  readonly state: () => BoardState;
  readonly clock: Clock;
}

/** Entries looked at in one step: a few ms, and one commit. */
const STEP = 50;
/** Names of notes in the journal's file: up to which `seq` it is done, and the last report. */
const DISTILLED = "distilled";
const FORGOTTEN = "forgotten";
/** That a sweep has begun to forget calls, and has not ended. */
const FORGETTING = "forgetting";
const SWEPT = "swept";

const report = z.object({ at: z.number(), distilled: z.number(), forgotten: z.number() });

export function createSweeper({ journal, archive, past, state, clock }: SweeperParts): Sweeper {
  const { upkeep } = journal;

  /** Rewrites what is older than `before`, from where the last sweep ended; the note and the entries are one commit. */
  async function rewriteOlder(before: number, name: string, shorten: (entry: KeptEntry) => JournalEntry | null) {
    let count = 0;
    for (let after = Number(upkeep.note(name) ?? 0); ; ) {
      const page = (await journal.read(after, STEP)).filter(({ at }) => at < before);
      const last = page.at(-1);
      if (last === undefined) return count;
      const rewritten = page.flatMap((entry) => shorten(entry) ?? []);
      upkeep.rewrite(rewritten, { [name]: `${last.seq}` });
      after = last.seq;
      count += rewritten.length;
      await nextTurn();
    }
  }

  async function forgetCalls(before: number): Promise<number> {
    const [next] = await journal.read(Number(upkeep.note(FORGOTTEN) ?? 0), 1);
    const isOld = next !== undefined && next.at < before;
    if (!isOld && upkeep.note(FORGETTING) === null) return 0;
    upkeep.rewrite([], { [FORGETTING]: "yes" });
    // First, so that whoever folds the journal without them has what they showed.
    await journal.appendAct({ of: "retention", before, kinds: [...state().evidence.entries()] });
    const count = await rewriteOlder(before, FORGOTTEN, (entry) => ("unreadable" in entry ? null : forgotten(entry)));
    await archive.forget(before);
    await past.forget();
    upkeep.rewrite([], { [FORGETTING]: null });
    return count;
  }

  return {
    async sweep() {
      const { keep } = state().settings.site;
      const now = clock.now();
      const raw = await rewriteOlder(keptSince(now, { days: keep.rawDays }), DISTILLED, withoutRaw);
      const old = await forgetCalls(keptSince(now, { months: keep.callMonths }));
      upkeep.settle();
      const done = { at: clock.now(), distilled: raw, forgotten: old };
      upkeep.rewrite([], { [SWEPT]: JSON.stringify(done) });
      return done;
    },
    last() {
      const text = upkeep.note(SWEPT);
      return text === null ? null : report.parse(JSON.parse(text));
    },
  };
}

function withoutRaw(entry: KeptEntry): JournalEntry | null {
  return entry.delivery === undefined || entry.read !== undefined ? null : distilled(entry);
}
