import type { Clock } from "#server/clock.ts";
import type { Account } from "./account.ts";
import type { KeptAccount } from "./account-store.ts";
import type { Accounts } from "./accounts.ts";
import { TooBusy } from "./hashing-queue.ts";
import type { KnownNetworks } from "./known-networks.ts";
import { networkOf } from "./network-of.ts";
import type { Passwords } from "./passwords.ts";
import type { Begun, Place, Sessions } from "./sessions.ts";
import type { SignInLimit } from "./sign-in-limit.ts";

export type SignedIn =
  | ({ readonly is: "in" } & Begun)
  /** No such account, or not its password: which one is not told. */
  | { readonly is: "wrong" }
  | { readonly is: "later"; readonly seconds: number };

/** Lets people in. */
export interface SignIn {
  byPassword(email: string, password: string, place: Place): Promise<SignedIn>;
  /** Whose right to it is known already: `account` has just been made, or another service vouches for the person. */
  letIn(account: Account, place: Place): Promise<Begun>;
  /** Whether it is the account's own password; a number: the seconds after which it may be asked again. */
  isPasswordOf(account: Account, password: string, address: string): Promise<boolean | number>;
}

interface SignInParts {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly networks: KnownNetworks;
  readonly limit: SignInLimit;
  readonly clock: Clock;
}

const BUSY_SECONDS = 2;

export function createSignIn({ accounts, passwords, sessions, networks, limit, clock }: SignInParts): SignIn {
  async function letIn(account: Account, place: Place): Promise<Begun> {
    await networks.note(account.id, networkOf(place.address), clock.now());
    return sessions.begin(account, place);
  }

  /** null: meanwhile an admin has reset the password, or removed the account. */
  async function letInAs({ account, hash }: KeptAccount, place: Place): Promise<Begun | null> {
    const begun = await letIn(account, place).catch(async (cause: unknown) => {
      if ((await accounts.byId(account.id)) !== null) throw cause;
      return null;
    });
    // Once the session is kept: a reset that is not seen now ends it.
    const now = await accounts.byId(account.id);
    if (begun === null || now === null) return null;
    const { token, standing } = begun;
    if (now.hash === hash) return { token, standing: { ...standing, account: now.account } };
    await sessions.end(standing.session.id);
    return null;
  }

  return {
    letIn,
    async byPassword(given, password, place) {
      const email = given.toLowerCase();
      const network = networkOf(place.address);
      const kept = await accounts.byEmail(email);
      const known = kept !== null && (await networks.has(kept.account.id, network));
      const attempt = { email, network, known };
      const seconds = await limit.take(attempt);
      if (seconds !== null) return { is: "later", seconds };
      const right = await verified(passwords.verify(kept?.hash ?? null, password, known ? "known" : "strangers"));
      if (right === null) return { is: "later", seconds: BUSY_SECONDS };
      if (!(right && kept)) return { is: "wrong" };
      await limit.forgive(attempt);
      const begun = await letInAs(kept, place);
      return begun === null ? { is: "wrong" } : { is: "in", ...begun };
    },
    async isPasswordOf({ id, email }, password, address) {
      const attempt = { email, network: networkOf(address), known: true };
      const seconds = await limit.take(attempt);
      if (seconds !== null) return seconds;
      const kept = await accounts.byId(id);
      const right = await passwords.verify(kept?.hash ?? null, password, "known");
      if (right) await limit.forgive(attempt);
      return right;
    },
  };
}

/** null: too many wait already. */
async function verified(work: Promise<boolean>): Promise<boolean | null> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof TooBusy) return null;
    throw cause;
  }
}
