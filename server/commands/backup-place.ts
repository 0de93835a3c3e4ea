import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { backupNamesIn, isBackupName, JOURNAL_FILE, replacedOf } from "#server/backup/backup-files.ts";
import { backupsPath } from "#server/config/data-folder.ts";
import { StartError } from "#server/start-error.ts";

/**
 * The folder of a backup that a person names: one of the data folder's, or a path, meant from where they stand. Throws
 * `StartError` where there is none, with those that there are.
 */
export function backupPlace(named: string, dataFolder: string): string {
  const backups = backupsPath(dataFolder);
  const { INIT_CWD: here = process.cwd() } = process.env;
  const places = placesOf(named).map((folder) => resolve(folder === "backups" ? backups : here, named));
  const place = places.find((path) => existsSync(join(path, JOURNAL_FILE)));
  if (place !== undefined) return place;
  const names = backupNamesIn(backups);
  const others =
    names.length === 0 ? `${backups} has none: npm run -s backup makes one` : `${backups} has ${names.join(", ")}`;
  throw new StartError(`There is no backup at ${places.join(", nor at ")}; ${others}.`);
}

function placesOf(named: string): readonly ("backups" | "here")[] {
  if (isBackupName(named) || replacedOf(named) !== null) return ["backups", "here"];
  return basename(named) === named ? ["here", "backups"] : ["here"];
}
