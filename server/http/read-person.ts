import type { Role } from "#lib/access/role.ts";
import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";

interface SaidPerson {
  readonly name: string;
  readonly role: Role;
  readonly extension: string | null;
}

/** What is said of a person, fit to be kept and shown; a text: why it is not. */
export function readPerson({ name: said, role, extension: phone }: SaidPerson): SaidPerson | string {
  const name = cleanName(said);
  if (name === "") return "name is too short.";
  const extension = phone === null ? null : cleanNumber(phone);
  return extension === "" ? "extension is too short." : { name, role, extension };
}

/** In lower case; null: it is no email address. */
export function readEmail(said: string): string | null {
  const email = said.trim().toLowerCase();
  return /^[^\s@<>"',;\p{C}]+@[^\s@<>"',;\p{C}]+$/u.test(email) ? email : null;
}
