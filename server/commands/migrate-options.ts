import { type CommandRequest, OptionProblem, readCommandLine } from "./command-line.ts";

/** To which version, and of which part of a database; null: of the journal's file. */
export interface Wanted {
  readonly part: "journal" | "access" | "archive" | null;
  readonly version: number;
}

export interface MigrateOptions {
  /** null: only the version is told. */
  readonly to: Wanted | null;
}

export const migrateHelp = `Tells of which schema the journal of RINGSIDE_DATA is, and brings it back to that of an earlier Ringside.

  npm run -s migrate
  npm run -s migrate -- --to N

  --to N  makes a backup, and then of the journal one that a Ringside of schema N reads, with all that came since. What that
          one does not know stays in the file, and counts again once this version is started on it. The server must not
          run.

With DATABASE_URL it tells the versions of the database's tables, and lets servers of an earlier one start on them again:

  npm run -s migrate -- --to PART=N

  --to PART=N  such as journal=1, as the earlier server tells it when it refuses to start. Nothing is taken away; there is no
               backup made, as pg_dump is the database's own. No server must run.

Later schemas need no command: a start brings the journal up, and makes a backup of a file first.
`;

const forms = { to: { type: "string" } } as const;

/** @param args what stands behind the command's name */
export function readMigrateOptions(args: readonly string[]): CommandRequest<MigrateOptions> {
  return readCommandLine(args, forms, ({ to }) => ({ to: to === undefined ? null : wantedIn(to) }));
}

function wantedIn(text: string): Wanted {
  const [, part, number] = /^(?:(journal|access|archive)=)?([1-9]\d{0,3})$/.exec(text) ?? [];
  if (number === undefined) {
    throw new OptionProblem(
      "--to must be the number of a schema, such as 2, or of a part of the database, such as journal=1.",
    );
  }
  return { part: isPart(part) ? part : null, version: Number(number) };
}

function isPart(word: string | undefined): word is "journal" | "access" | "archive" {
  return word === "journal" || word === "access" || word === "archive";
}
