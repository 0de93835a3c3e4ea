import { removeArchive } from "#server/archive/archive-database.ts";
import type { Backups } from "#server/backup/backups.ts";
import { SETTLING, underWay } from "#server/journal/journal.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { removeKeptBoards } from "#server/past/kept-boards.ts";
import { eraseSteps } from "./erase-journal.ts";
import { readPlan } from "./erasure-plan.ts";
import { scanHere } from "./journal-scan.ts";
import { eraseFile } from "./rewrite-file.ts";

/**
 * At a start: ends an erasure that the end of the last process cut short, before anything is read. What was made from the
 * journal is thrown away and made again, since nobody knows how far that had come.
 */
export async function finishErasure(
  { read, upkeep }: Pick<JournalStore, "read" | "upkeep">,
  files: { readonly archive: string; readonly past: string; readonly backups: Backups },
): Promise<void> {
  const text = await upkeep.note(underWay.erasing);
  if (text !== null) {
    const plan = readPlan(text);
    for await (const _ of eraseSteps({ scan: scanHere(read), upkeep }, plan));
    await upkeep.dropCheckpoint();
    removeArchive(files.archive);
    removeKeptBoards(files.past);
    for (const path of files.backups.journals()) await eraseFile(path, plan);
    await upkeep.rewrite([], { [underWay.erasing]: null, [SETTLING]: "yes" });
  }
  if ((await upkeep.note(SETTLING)) === null) return;
  await upkeep.writeAnew();
  await upkeep.settle();
  await upkeep.rewrite([], { [SETTLING]: null });
}
