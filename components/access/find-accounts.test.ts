import { expect, test } from "vitest";
import type { AccountRow } from "#lib/protocol/api/access-answers.ts";
import { countRoles, findAccounts } from "./find-accounts.ts";

const account = (name: string, role: AccountRow["role"], extension: string | null = null): AccountRow => ({
  id: name,
  name,
  email: `${name.split(" ")[0]?.toLowerCase()}@north.example`,
  role,
  extension,
  mustChangePassword: false,
  hasPassword: true,
  ofCompany: false,
  createdAt: "2026-03-02T08:00:00.000Z",
  lastSeenAt: null,
  sessions: 0,
});

const all = [account("Ana Kovač", "agent", "204"), account("Lin Wei", "supervisor"), account("Omar Haddad", "agent")];
const names = (found: readonly AccountRow[]) => found.map(({ name }) => name);

test("[N8] a user is found by parts of name, email and extension, without case and accents", () => {
  expect(names(findAccounts(all, "all", ""))).toEqual(names(all));
  expect(names(findAccounts(all, "all", " kovac  ANA "))).toEqual(["Ana Kovač"]);
  expect(names(findAccounts(all, "all", "204"))).toEqual(["Ana Kovač"]);
  expect(names(findAccounts(all, "agent", "north"))).toEqual(["Ana Kovač", "Omar Haddad"]);
  expect(names(findAccounts(all, "supervisor", "ana"))).toEqual([]);
});

test("[N8] each role says how many have it", () => {
  expect(countRoles(all)).toEqual({ all: 3, admin: 0, supervisor: 1, agent: 2 });
});
