import { type Account, isLastAdmin, type Person } from "./account.ts";
import type { AccountStore } from "./account-store.ts";
import { notedOrGone } from "./accounts.ts";
import type { CompanyIdentity } from "./company-sign-in.ts";

/** Which accounts are whose at the company's service. */
export interface CompanyLinks {
  byIdentity(identity: Identity): Promise<Account | null>;
  link(accountId: string, identity: Identity): Promise<void>;
  /** An account without a password of ours. Rejects with `EmailTaken`. */
  addLinked(newcomer: Person & { readonly email: string }, identity: Identity): Promise<Account>;
}

type Identity = Pick<CompanyIdentity, "issuer" | "subject">;

export interface CompanyAccountsParts {
  readonly store: Pick<AccountStore, "list" | "byEmail" | "byId" | "amend" | "remove"> & CompanyLinks;
  /** What is known of the account has changed. */
  reread(accountId: string): void;
  readonly noted: CompanyNoted;
}

/** Is told what the company's service does to an account, as it will then be. Where it rejects, that is not done. */
export type CompanyNoted = (kind: "account-made" | "account-changed", account: Account) => Promise<void>;

/**
 * The account of who has signed in at the company's service: the one that is linked; else the one with an email that the
 * service vouches for; else, where their groups have a role here, a new one. null: there is none, and none is made.
 * What the groups say of a role is taken over at every sign-in, but the last admin stays one.
 */
export async function accountFor(identity: CompanyIdentity, parts: CompanyAccountsParts): Promise<Account | null> {
  const { store, noted } = parts;
  const known = await store.byIdentity(identity);
  if (known) return bringUpToDate(known, identity, parts);
  const namesake = identity.email === null ? null : await store.byEmail(identity.email);
  if (namesake) {
    await noted("account-changed", namesake.account);
    await store.link(namesake.account.id, identity);
    return bringUpToDate(namesake.account, identity, parts);
  }
  const { name, email, role, extension } = identity;
  if (role === null || email === null) return null;
  const account = await store.addLinked({ name, email, role, extension }, identity);
  await notedOrGone(store, account, (made) => noted("account-made", made));
  return account;
}

async function bringUpToDate(
  account: Account,
  { role, extension }: CompanyIdentity,
  { store, reread, noted }: CompanyAccountsParts,
): Promise<Account | null> {
  const mustStay = role !== "admin" && isLastAdmin(account, await store.list());
  if (role === null) {
    // Whom an admin gave a password has an account of their own; who came by a group alone has left it.
    const kept = await store.byId(account.id);
    return mustStay || (kept !== null && kept.hash !== null) ? account : null;
  }
  const said: Person = {
    name: account.name,
    role: mustStay ? "admin" : role,
    extension: extension ?? account.extension,
  };
  if (said.role === account.role && said.extension === account.extension) return account;
  await noted("account-changed", { ...account, ...said });
  await store.amend(account.id, said);
  reread(account.id);
  return { ...account, ...said };
}
