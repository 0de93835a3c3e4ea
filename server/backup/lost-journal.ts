import { existsSync } from "node:fs";
import { accessPath, archivePath, backupsPath, journalPath } from "#server/config/data-folder.ts";
import { versionOf } from "#server/journal/sqlite-upgrade.ts";
import { StartError } from "#server/start-error.ts";
import { backupNamesIn } from "./backup-files.ts";

/**
 * Whether a data folder has lost its journal: accounts, history and backups are made only once there is one, and a restore
 * that was cut short must have been ended. Throws `StartError` where what is there is no journal.
 */
export function hasLostJournal(dataFolder: string): boolean {
  const traces = [accessPath(dataFolder), archivePath(dataFolder)];
  if (versionOf(journalPath(dataFolder)) !== null) return false;
  return traces.some((path) => existsSync(path)) || backupNamesIn(backupsPath(dataFolder)).length > 0;
}

/** For whoever starts a server there. */
export function lostJournal(dataFolder: string): StartError {
  const [newest] = backupNamesIn(backupsPath(dataFolder));
  const back =
    newest === undefined
      ? "there is no backup of it there, so put it back from elsewhere"
      : `put it back, or restore the newest backup with npm run -s restore -- ${newest} --replace`;
  return new StartError(
    `The journal ${journalPath(dataFolder)} was here and is gone: ${back}; RINGSIDE_JOURNAL=anew begins an empty one.`,
  );
}
