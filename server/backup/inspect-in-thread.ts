import type { BoardSettings } from "#lib/board/board-settings.ts";
import { startThread } from "#server/archive/thread.ts";
import { type BackupContent, backupContent } from "./inspect-backup.ts";

export interface InspectOrder {
  readonly folder: string;
  readonly settings: BoardSettings;
}

const worker = new URL("./inspect-backup.worker.ts", import.meta.url);

/** `inspectBackup` in a thread of its own: a fold of months takes longer than a phone may ring. */
export async function inspectInThread(folder: string, settings: BoardSettings): Promise<BackupContent> {
  const thread = startThread<InspectOrder>(worker);
  try {
    return backupContent.parse(await thread.ask({ folder, settings }));
  } finally {
    await thread.end();
  }
}
