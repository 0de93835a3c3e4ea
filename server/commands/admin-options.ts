import { type CommandRequest, OptionProblem, readCommandLine, type ValuesOf } from "./command-line.ts";

export type AdminOptions =
  | { readonly deed: "list" }
  /** In lower case. */
  | { readonly deed: "reset"; readonly email: string };

export const adminHelp = `Helps whoever has lost the way into their own server, on the machine itself.

  npm run -s admin -- --list
  npm run -s admin -- --reset EMAIL

  --list         who has an account, and may do what
  --reset EMAIL  a new password for that account: it is shown once, and must be changed at the next sign-in; wherever
                 the account was signed in, it is not any more

The accounts are those of RINGSIDE_DATA, or of DATABASE_URL where that is set. The server may run meanwhile.
`;

const forms = { list: { type: "boolean" }, reset: { type: "string" } } as const;

/** @param args what stands behind the command's name */
export function readAdminOptions(args: readonly string[]): CommandRequest<AdminOptions> {
  return readCommandLine(args, forms, optionsFrom);
}

function optionsFrom({ list = false, reset }: ValuesOf<typeof forms>): AdminOptions {
  if (list === (reset !== undefined)) throw new OptionProblem("Give one of --list and --reset EMAIL.");
  return reset === undefined ? { deed: "list" } : { deed: "reset", email: reset.trim().toLowerCase() };
}
