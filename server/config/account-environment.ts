import { readFileSync } from "node:fs";
import { z } from "zod";
import { passwordFault } from "#lib/access/password-rules.ts";
import { reasonOf } from "#server/reason-of.ts";
import { ConfigError } from "#server/start-error.ts";
import { variable } from "./environment-text.ts";

/** What the start gives of accounts. */
export interface AccountConfig {
  /** What tokens are kept with; null: made on the first start, and kept in the data folder. */
  readonly secret: string | null;
  /** Made at a start where nobody has an account; null: whoever has the set-up code makes it. */
  readonly admin: FirstAdmin | null;
}

export interface FirstAdmin {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

const SHORTEST_SECRET = 32;
const says = `must have at least ${SHORTEST_SECRET} characters`;

export const accountEnvironment = {
  RINGSIDE_SECRET: variable(z.string().trim().min(SHORTEST_SECRET, says).nullable().default(null)),
  RINGSIDE_ADMIN_EMAIL: variable(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[^\s@]+@[^\s@]+$/, "must be an email address")
      .default(""),
  ),
  RINGSIDE_ADMIN_NAME: variable(z.string().trim().max(60, "must have at most 60 characters").default("Administrator")),
  RINGSIDE_ADMIN_PASSWORD: variable(z.string().default("")),
  RINGSIDE_ADMIN_PASSWORD_FILE: variable(z.string().default("")),
};

const environment = z.object(accountEnvironment);

/** Throws `ConfigError` when the first admin is given by halves, or with a password that is too weak. */
export function accountsOf(said: z.output<typeof environment>): AccountConfig {
  return { secret: said.RINGSIDE_SECRET, admin: adminOf(said) };
}

function adminOf({
  RINGSIDE_ADMIN_EMAIL: email,
  RINGSIDE_ADMIN_NAME: name,
  RINGSIDE_ADMIN_PASSWORD: given,
  RINGSIDE_ADMIN_PASSWORD_FILE: file,
}: z.output<typeof environment>): FirstAdmin | null {
  const password = given !== "" || file === "" ? given : passwordIn(file);
  if (email === "" && password === "") return null;
  if (email === "") throw new ConfigError("RINGSIDE_ADMIN_PASSWORD needs RINGSIDE_ADMIN_EMAIL.");
  if (password === "") throw new ConfigError("RINGSIDE_ADMIN_EMAIL needs RINGSIDE_ADMIN_PASSWORD, or its file.");
  const fault = passwordFault(password, email);
  if (fault !== null) throw new ConfigError(`RINGSIDE_ADMIN_PASSWORD cannot be used. ${fault}`);
  return { email, name, password };
}

/** Without the line's end, which editors and shells add. */
function passwordIn(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    throw new ConfigError(`RINGSIDE_ADMIN_PASSWORD_FILE cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}
