import { type CommandRequest, OptionProblem, readCommandLine } from "./command-line.ts";

export interface RestoreOptions {
  /** A backup's name, or its folder. */
  readonly from: string;
  /** The data folder; null: RINGSIDE_DATA. */
  readonly to: string | null;
  readonly replace: boolean;
}

export const restoreHelp = `Puts a backup in the place of a data folder's journal and accounts, once a copy of it was read to its last entry, and
prints what it holds. The server must not run there.

  npm run -s restore -- NAME|FOLDER [options]

  --to FOLDER   the data folder (RINGSIDE_DATA)
  --replace     where that folder holds data: it is put aside, into the folder backups there

NAME is one of the folder backups of RINGSIDE_DATA. Whoever was signed in signs in anew; accounts, screens and the webhook's
keys are as they were then.
`;

const forms = { to: { type: "string" }, replace: { type: "boolean" } } as const;

/** @param args what stands behind the command's name */
export function readRestoreOptions(args: readonly string[]): CommandRequest<RestoreOptions> {
  return readCommandLine(
    args,
    forms,
    ({ to, replace = false }, [from]) => {
      if (from === undefined) throw new OptionProblem("Name the backup, or its folder.");
      return { from, to: to ?? null, replace };
    },
    1,
  );
}
