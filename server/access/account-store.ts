import type { Account, Person, Session, Standing, WaysIn } from "./account.ts";

/** Keeps accounts. The rules about them are not its business. */
export interface AccountStore {
  /** Whether anybody has an account. */
  any(): Promise<boolean>;
  list(): Promise<readonly Account[]>;
  /** Everybody's, by the account's id. */
  waysIn(): Promise<ReadonlyMap<string, WaysIn>>;
  byId(id: string): Promise<KeptAccount | null>;
  /** @param email in any case */
  byEmail(email: string): Promise<KeptAccount | null>;
  /** Rejects with `EmailTaken`. */
  add(newcomer: Newcomer): Promise<Account>;
  amend(id: string, person: Person): Promise<void>;
  setPassword(id: string, hash: string, mustChange: boolean): Promise<void>;
  /** Its sessions too. */
  remove(id: string): Promise<void>;
}

export interface KeptAccount {
  readonly account: Account;
  /** null: signs in without a password of ours. */
  readonly hash: string | null;
}

export interface Newcomer extends Person {
  readonly email: string;
  readonly hash: string;
  readonly mustChangePassword: boolean;
}

export class EmailTaken extends Error {
  override readonly name = "EmailTaken";
}

/** Keeps sessions. A token is never kept itself: who reads the file can be nobody by it. */
export interface SessionStore {
  add(session: Omit<Session, "id">, tokenHash: string): Promise<Session>;
  find(tokenHash: string): Promise<Standing | null>;
  /** @param accountId null: everybody's */
  list(accountId: string | null): Promise<readonly Session[]>;
  touch(tokenHash: string, seen: Pick<Session, "lastSeenAt" | "expiresAt">): Promise<void>;
  remove(sessionIds: readonly string[]): Promise<void>;
  /** Everybody's that were over at `now`, epoch ms. */
  removeOver(now: number): Promise<void>;
}
