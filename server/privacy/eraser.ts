import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Backups } from "#server/backup/backups.ts";
import { SETTLING, underWay } from "#server/journal/journal.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import type { PastBoards } from "#server/past/past-boards.ts";
import type { Projector } from "#server/projector/projector.ts";
import { eraseSteps } from "./erase-journal.ts";
import { type ErasurePlan, planText, randomLetters, readPlan } from "./erasure-plan.ts";
import { withScan } from "./journal-scan.ts";
import { isLeftIn } from "./left-in-file.ts";
import { rewriteBackups } from "./rewrite-backups.ts";
import { type TracedCaller, traceCaller, type Wanted } from "./trace-caller.ts";

export interface Erased {
  /** What stands for the caller from now on. */
  readonly pseudonym: string;
  readonly calls: number;
}

/** Takes a caller out of everything that is kept. One at a time. */
export interface Eraser {
  /** Resolves when nothing is left; rejects when that is not so, and then goes on with the next erasure or start. */
  erase(wanted: Wanted): Promise<Erased>;
  /** Ends what was begun and not ended. */
  resume(): Promise<void>;
  /** Whether something was begun and not ended. */
  pending(): Promise<boolean>;
}

export interface EraserParts {
  readonly journal: JournalStore;
  /** null: in memory. */
  readonly journalPath: string | null;
  readonly projector: Pick<Projector, "state" | "erase" | "keep">;
  readonly archive: Pick<CallArchive, "calls" | "byId" | "erase">;
  readonly past: Pick<PastBoards, "forget">;
  readonly backups: Backups | null;
}

const SALT_LETTERS = 32;
const NAME_LETTERS = 8;

export function createEraser(parts: EraserParts): Eraser {
  const { journal, journalPath, projector, archive, past, backups } = parts;
  const { upkeep } = journal;
  const pending = async () => (await upkeep.note(underWay.erasing)) !== null || (await upkeep.note(SETTLING)) !== null;

  async function finish(plan: ErasurePlan): Promise<void> {
    await withScan(parts, async (scan) => {
      for await (const _ of eraseSteps({ scan, upkeep }, plan)) await nextTurn();
    });
    await archive.erase(plan);
    await past.forget();
    await projector.keep();
    await rewriteBackups(backups, { plan });
    // From here on nothing but the file's own remains could tell of the caller.
    await upkeep.rewrite([], { [underWay.erasing]: null, [SETTLING]: "yes" });
    await settle();
    if (plan.key !== null && journalPath !== null && (await isLeftIn(journalPath, plan.key))) await writeAnew();
    await upkeep.rewrite([], { [SETTLING]: null });
  }

  /** While the journal is at rest, the board is what it holds; both are without the caller from here on. */
  async function begin(traced: TracedCaller): Promise<ErasurePlan> {
    const plan = { ...traced, pseudonym: `erased-${randomLetters(NAME_LETTERS)}`, salt: randomLetters(SALT_LETTERS) };
    await upkeep.outdate();
    await upkeep.rewrite([], { [underWay.erasing]: planText(plan) });
    projector.erase(plan);
    return plan;
  }

  async function writeAnew(): Promise<void> {
    await upkeep.writeAnew();
    await settle();
  }

  /** Readers of the journal come and go. */
  async function settle(): Promise<void> {
    for (let tries = 0; tries < 50; tries += 1) {
      if (await upkeep.settle()) return;
      await delay(100);
    }
    throw new Error("the journal is being read without end");
  }

  async function resume(): Promise<void> {
    const text = await upkeep.note(underWay.erasing);
    if (text !== null) {
      const plan = readPlan(text);
      // The server that began it may be gone, and this one's board may still tell of the caller.
      projector.erase(plan);
      // So may a board that it kept in its last moment.
      await upkeep.dropCheckpoint();
      await finish(plan);
      await upkeep.readAnew();
    } else if ((await upkeep.note(SETTLING)) !== null) {
      await writeAnew();
      await upkeep.rewrite([], { [SETTLING]: null });
    }
  }

  return {
    async erase(wanted) {
      await resume();
      const trace = { journal, journalPath, archive, state: projector.state };
      const plan = await withScan(trace, (scan) => traceCaller(trace, wanted, scan, begin));
      await finish(plan);
      return { pseudonym: plan.pseudonym, calls: plan.calls.size };
    },
    resume,
    pending,
  };
}
