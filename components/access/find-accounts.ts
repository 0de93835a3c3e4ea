import type { Role } from "#lib/access/role.ts";
import type { AccountRow } from "#lib/protocol/api/access-answers.ts";

export type RoleFilter = Role | "all";

export const roleFilters: readonly RoleFilter[] = ["all", "admin", "supervisor", "agent"];

/** Those of a role in whose name, email or extension all words of `sought` stand, whatever the case and the accents. */
export function findAccounts(accounts: readonly AccountRow[], filter: RoleFilter, sought: string): AccountRow[] {
  const words = plain(sought).split(/\s+/);
  return accounts
    .filter(({ role }) => filter === "all" || role === filter)
    .filter(({ name, email, extension }) => {
      const text = plain(`${name} ${email} ${extension ?? ""}`);
      return words.every((word) => text.includes(word));
    });
}

export function countRoles(accounts: readonly AccountRow[]): Readonly<Record<RoleFilter, number>> {
  const count = (role: Role) => accounts.filter((account) => account.role === role).length;
  return { all: accounts.length, admin: count("admin"), supervisor: count("supervisor"), agent: count("agent") };
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
