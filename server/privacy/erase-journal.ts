import type { JournalUpkeep } from "#server/journal/journal.ts";
import type { ErasurePlan } from "./erasure-plan.ts";
import type { JournalScan } from "./journal-scan.ts";

/** Entries rewritten in one step: a few ms, and one commit. */
const STEP = 100;

export interface ScannedUpkeep {
  readonly scan: Pick<JournalScan, "about">;
  readonly upkeep: JournalUpkeep;
}

/** Rewrites the journal without the caller, a step at a time; each may be the last, and all of them may be taken again. */
export async function* eraseSteps({ scan, upkeep }: ScannedUpkeep, plan: ErasurePlan): AsyncGenerator<void> {
  for (let after = 0; after < plan.upTo; ) {
    const { told, last } = await scan.about(plan, after);
    if (last === null) return;
    const rewritten = told.map(({ without }) => without).filter(({ seq }) => seq <= plan.upTo);
    for (let from = 0; from < rewritten.length; from += STEP) {
      await upkeep.rewrite(rewritten.slice(from, from + STEP), {});
      yield;
    }
    after = last;
  }
}
