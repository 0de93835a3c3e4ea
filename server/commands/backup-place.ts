import { resolve } from "node:path";
import { isBackupName, replacedOf } from "#server/backup/backup-files.ts";
import { backupsPath } from "#server/config/data-folder.ts";

/** The folder of a backup that a person names: one of the data folder's, or a path, meant from where they stand. */
export function backupPlace(named: string, dataFolder: string): string {
  if (isBackupName(named) || replacedOf(named) !== null) return resolve(backupsPath(dataFolder), named);
  const { INIT_CWD: here = process.cwd() } = process.env;
  return resolve(here, named);
}
