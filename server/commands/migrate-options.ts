import { type CommandRequest, OptionProblem, readCommandLine } from "./command-line.ts";

export interface MigrateOptions {
  /** null: only the version is told. */
  readonly to: number | null;
}

export const migrateHelp = `Tells of which schema the journal of RINGSIDE_DATA is, and brings it back to that of an earlier Ringside.

  npm run -s migrate
  npm run -s migrate -- --to N

  --to N  makes a backup, and then of the journal one that a Ringside of schema N reads, with all that came since. What that
          one does not know stays in the file, and counts again once this version is started on it. The server must not
          run.

Later schemas need no command: a start brings the journal up, and makes a backup first.
`;

const forms = { to: { type: "string" } } as const;

/** @param args what stands behind the command's name */
export function readMigrateOptions(args: readonly string[]): CommandRequest<MigrateOptions> {
  return readCommandLine(args, forms, ({ to }) => ({ to: to === undefined ? null : schemaIn(to) }));
}

function schemaIn(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new OptionProblem("--to must be the number of a schema, such as 2.");
  return Number(text);
}
