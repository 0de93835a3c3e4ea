import { existsSync, readdirSync } from "node:fs";

/** As they are called in a data folder and in every backup. */
export const JOURNAL_FILE = "ringside.db";
export const ACCESS_FILE = "access.db";
/** Beside them in a backup. */
export const CHECKSUMS_FILE = "SHA256SUMS";

const backupName = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;
const replacedForm = /^(replaced|unreadable)-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)$/;

/** A folder's name that tells its moment, and can be a file's on every system. @param instant epoch ms */
export function nameOfMoment(instant: number): string {
  return new Date(instant).toISOString().replace(/[:.]/g, "-");
}

/** Epoch ms. */
export function momentOfName(name: string): number {
  return Date.parse(name.replace(/T(\d\d)-(\d\d)-(\d\d)-/, "T$1:$2:$3."));
}

export function isBackupName(name: string): boolean {
  return backupName.test(name);
}

/** A folder of what a restore put something else in the place of. */
export interface Replaced {
  /** As in the names of backups. */
  readonly moment: string;
  /** Whether its journal can be read, and so a caller be erased from it. */
  readonly readable: boolean;
}

/** null: it is of nothing of the kind. */
export function replacedOf(name: string): Replaced | null {
  const [, kind, moment] = replacedForm.exec(name) ?? [];
  return moment === undefined ? null : { moment, readable: kind === "replaced" };
}

export function replacedName(moment: string): string {
  return `replaced-${moment}`;
}

export function unreadableName(moment: string): string {
  return `unreadable-${moment}`;
}

/** Newest first. @param folder of backups, which need not be there */
export function backupNamesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter(isBackupName).sort().reverse() : [];
}
