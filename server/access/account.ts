import type { Principal } from "#lib/access/principal.ts";
import type { Role } from "#lib/access/role.ts";

/** What an admin says of a person. */
export interface Person {
  readonly name: string;
  readonly role: Role;
  /** An agent's own phone; null: none is bound to the account. */
  readonly extension: string | null;
}

export interface Account extends Person {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  /** The password was handed over by somebody else: nothing can be seen or done with it but to change it. */
  readonly mustChangePassword: boolean;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** By what somebody signs in. */
export interface WaysIn {
  /** A password of ours. */
  readonly password: boolean;
  /** The company's own service. */
  readonly company: boolean;
}

/** Whether nobody could let anybody in any more, were that account no admin. @param all everybody's */
export function isLastAdmin(account: Account, all: readonly Account[]): boolean {
  return account.role === "admin" && all.filter(({ role }) => role === "admin").length === 1;
}

/** What a cookie stands for. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  /** As the browser names itself. */
  readonly userAgent: string;
  readonly address: string;
  /** This and the following: epoch ms. */
  readonly since: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

/** A session and whose it is. */
export interface Standing {
  readonly session: Session;
  readonly account: Account;
}

/** Who stands behind a request with such a session. */
export function accountPrincipal({ session, account }: Standing): Extract<Principal, { is: "account" }> {
  const { id: accountId, name, role, extension } = account;
  return { is: "account", accountId, sessionId: session.id, name, role, extension };
}
