import { changeUnderChecksums } from "#server/backup/checksums.ts";
import { prepareRead } from "#server/journal/entry-row.ts";
import { underWay } from "#server/journal/journal.ts";
import { openForWriting } from "#server/journal/sqlite-database.ts";
import { createSqliteUpkeep } from "#server/journal/sqlite-upkeep.ts";
import { eraseSteps } from "./erase-journal.ts";
import type { ErasurePlan } from "./erasure-plan.ts";
import { scanHere } from "./journal-scan.ts";
import { type RewrittenJournal, rewriteOlder, withoutCalls, withoutRawText } from "./rewrite-older.ts";

/** Epoch ms. */
export interface ShortenFile {
  readonly rawBefore: number;
  readonly callsBefore: number;
}

/** A journal that no server has open, without the caller: nothing of them is left in its file, and none lies beside it. */
export async function eraseFile(path: string, plan: ErasurePlan): Promise<void> {
  // It may be of a moment of which the plan knows nothing, or hold an older plan.
  const whole = { ...plan, upTo: Number.MAX_SAFE_INTEGER };
  await rewriteFile(path, async (journal) => {
    for await (const _ of eraseSteps({ scan: scanHere(journal.read), upkeep: journal.upkeep }, whole));
    await journal.upkeep.rewrite([], { [underWay.erasing]: null });
    return true;
  });
}

/** A journal that no server has open, without what is too old. */
export async function shortenFile(path: string, { rawBefore, callsBefore }: ShortenFile): Promise<void> {
  await rewriteFile(path, async (journal) => {
    let count = 0;
    for await (const shortened of rewriteOlder(journal, rawBefore, withoutRawText)) count += shortened;
    for await (const shortened of rewriteOlder(journal, callsBefore, withoutCalls)) count += shortened;
    return count > 0;
  });
}

/** @param rewrite returns whether there was anything to rewrite */
function rewriteFile(path: string, rewrite: (journal: RewrittenJournal) => Promise<boolean>): Promise<void> {
  return changeUnderChecksums(path, () => rewriteJournal(path, rewrite));
}

async function rewriteJournal(path: string, rewrite: (journal: RewrittenJournal) => Promise<boolean>): Promise<void> {
  const database = openForWriting(path);
  try {
    const upkeep = createSqliteUpkeep(() => database);
    if (await rewrite({ read: prepareRead(database), upkeep })) {
      await upkeep.dropCheckpoint();
      await upkeep.writeAnew();
    }
    database.exec("PRAGMA journal_mode = DELETE");
  } finally {
    database.close();
  }
}
