import { type CommandRequest, readCommandLine } from "./command-line.ts";

export interface BackupOptions {
  /** A backup that is only looked at; null: one is made. */
  readonly verify: string | null;
}

export const backupHelp = `Copies the journal and the accounts of RINGSIDE_DATA into its folder backups, reads the copy to its last entry, and prints
where it is (and, as a note, what it holds). The last seven are kept. The server may be running.

  npm run -s backup
  npm run -s backup -- --verify NAME|FOLDER

  --verify NAME|FOLDER  makes none, and reads that one to its last entry instead
`;

const forms = { verify: { type: "string" } } as const;

/** @param args what stands behind the command's name */
export function readBackupOptions(args: readonly string[]): CommandRequest<BackupOptions> {
  return readCommandLine(args, forms, ({ verify }) => ({ verify: verify ?? null }));
}
