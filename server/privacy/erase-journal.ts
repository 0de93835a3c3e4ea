import type { JournalUpkeep } from "#server/journal/journal.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { entryWithout } from "./erase-entries.ts";
import type { ErasurePlan } from "./erasure-plan.ts";

/** Entries looked at in one step: a few ms, and one commit. */
const STEP = 100;

export interface RewrittenJournal {
  /** Entries with `seq > after`, in order, at most `limit`. */
  readonly read: (after: number, limit: number) => readonly KeptEntry[] | Promise<readonly KeptEntry[]>;
  readonly upkeep: JournalUpkeep;
}

/** Rewrites the journal without the caller, a step at a time; each may be the last, and all of them may be taken again. */
export async function* eraseSteps({ read, upkeep }: RewrittenJournal, plan: ErasurePlan): AsyncGenerator<number> {
  for (let after = 0; after < plan.upTo; ) {
    const page = await read(after, Math.min(STEP, plan.upTo - after));
    const last = page.at(-1);
    if (last === undefined) return;
    const rewritten = page.flatMap((entry) => entryWithout(entry, plan) ?? []);
    if (rewritten.length > 0) upkeep.rewrite(rewritten, {});
    after = last.seq;
    yield rewritten.length;
  }
}
