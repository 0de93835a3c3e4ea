import { prepareRead } from "#server/journal/entry-row.ts";
import { openForWriting } from "#server/journal/sqlite-database.ts";
import { createSqliteUpkeep } from "#server/journal/sqlite-upkeep.ts";
import { eraseSteps } from "./erase-journal.ts";
import type { ErasurePlan } from "./erasure-plan.ts";

/** A journal that no server has open, without the caller: nothing of them is left in its file, and none lies beside it. */
export async function eraseFile(path: string, plan: ErasurePlan): Promise<void> {
  const database = openForWriting(path);
  try {
    const upkeep = createSqliteUpkeep(() => database);
    // It may be of a moment of which the plan knows nothing, or hold an older plan.
    const whole = { ...plan, upTo: Number.MAX_SAFE_INTEGER };
    for await (const _ of eraseSteps({ read: prepareRead(database), upkeep }, whole));
    upkeep.rewrite([], { erasure: null });
    upkeep.dropCheckpoint();
    upkeep.writeAnew();
    database.exec("PRAGMA journal_mode = DELETE");
  } finally {
    database.close();
  }
}
