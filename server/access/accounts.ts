import { type Account, isLastAdmin, type Person, type WaysIn } from "./account.ts";
import { type AccountStore, EmailTaken, type KeptAccount } from "./account-store.ts";
import type { Passwords } from "./passwords.ts";
import type { Sessions } from "./sessions.ts";
import type { Turns } from "./turns.ts";

export interface NewAccount extends Person {
  readonly email: string;
  readonly password: string;
}

export type Outcome =
  | { readonly is: "done"; readonly account: Account }
  /** There is no such account, or no longer. */
  | { readonly is: "gone" }
  /** Nobody could let anybody in any more. */
  | { readonly is: "last-admin" }
  | { readonly is: "email-taken" }
  /** Somebody made the first account before. */
  | { readonly is: "set-up" };

/** Who has an account. What changes here counts at once, for sessions too. The passwords keep the rules already. */
export interface Accounts {
  /** Whether anybody has one. Never false again once it was true. */
  any(): Promise<boolean>;
  /** By name. */
  list(): Promise<readonly Account[]>;
  /** By what each signs in, by the account's id. */
  waysIn(): Promise<ReadonlyMap<string, WaysIn>>;
  byId(id: string): Promise<KeptAccount | null>;
  byEmail(email: string): Promise<KeptAccount | null>;
  /** The first admin, who chose the password. */
  addFirst(admin: Omit<NewAccount, "role" | "extension">): Promise<Outcome>;
  /** The password is handed over, and must be changed at the first sign-in. */
  add(newcomer: NewAccount, noted?: Noted): Promise<Outcome>;
  change(id: string, person: Person, noted?: Noted): Promise<Outcome>;
  /** Ends every session; the password is handed over. */
  reset(id: string, password: string, noted?: Noted): Promise<Outcome>;
  /** One's own. @param sessionId goes on; the others end */
  setOwnPassword(id: string, password: string, sessionId: string): Promise<void>;
  remove(id: string, noted?: Noted): Promise<Outcome>;
}

/** Is asked once it is sure that something may be done, as it will then be. Where it rejects, nothing is done. */
export type Noted = (account: Account) => Promise<void>;

const unnoted: Noted = async () => undefined;

interface AccountsParts {
  readonly store: AccountStore;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  /** Of whatever changes accounts: each change sees what the one before it left. */
  readonly turns: Turns;
}

export function createAccounts({ store, passwords, sessions, turns }: AccountsParts): Accounts {
  let anybody = false;

  async function any(): Promise<boolean> {
    anybody ||= await store.any();
    return anybody;
  }

  /** @param change what is left to do, once it is sure that it may be done */
  function unlessLastAdmin(
    id: string,
    staysAdmin: boolean,
    change: (account: Account) => Promise<void>,
  ): Promise<Outcome> {
    return turns(async () => {
      const all = await store.list();
      const account = all.find((one) => one.id === id);
      if (account === undefined) return { is: "gone" };
      if (!staysAdmin && isLastAdmin(account, all)) return { is: "last-admin" };
      await change(account);
      sessions.reread(id);
      return { is: "done", account };
    });
  }

  return {
    any,
    async list() {
      return [...(await store.list())].sort((one, other) => one.name.localeCompare(other.name));
    },
    waysIn: () => store.waysIn(),
    byId: (id) => store.byId(id),
    byEmail: (email) => store.byEmail(email),
    async addFirst({ password, ...person }) {
      const hash = await passwords.hash(password);
      return turns(async () => {
        if (await any()) return { is: "set-up" };
        return added(store, { ...person, role: "admin", extension: null, hash, mustChangePassword: false });
      });
    },
    async add({ password, ...person }, noted = unnoted) {
      const hash = await passwords.hash(password);
      return turns(async () => {
        const outcome = await added(store, { ...person, hash, mustChangePassword: true });
        if (outcome.is === "done") await notedOrGone(store, outcome.account, noted);
        return outcome;
      });
    },
    async change(id, person, noted = unnoted) {
      const outcome = await unlessLastAdmin(id, person.role === "admin", async (account) => {
        await noted({ ...account, ...person });
        await store.amend(id, person);
      });
      return outcome.is === "done" ? { ...outcome, account: { ...outcome.account, ...person } } : outcome;
    },
    async reset(id, password, noted = unnoted) {
      const hash = await passwords.hash(password);
      return unlessLastAdmin(id, true, async (account) => {
        await noted(account);
        await store.setPassword(id, hash, true);
        await sessions.endAllOf(id);
      });
    },
    async setOwnPassword(id, password, sessionId) {
      const hash = await passwords.hash(password);
      await unlessLastAdmin(id, true, async () => {
        await store.setPassword(id, hash, false);
        await sessions.endAllOf(id, sessionId);
      });
    },
    remove: (id, noted = unnoted) =>
      unlessLastAdmin(id, false, async (account) => {
        await noted(account);
        await store.remove(id);
      }),
  };
}

async function added(store: AccountStore, newcomer: Parameters<AccountStore["add"]>[0]): Promise<Outcome> {
  try {
    return { is: "done", account: await store.add(newcomer) };
  } catch (cause) {
    if (cause instanceof EmailTaken) return { is: "email-taken" };
    throw cause;
  }
}

/** Its id is known only once it is kept. */
export async function notedOrGone(store: Pick<AccountStore, "remove">, account: Account, noted: Noted): Promise<void> {
  try {
    await noted(account);
  } catch (cause) {
    await store.remove(account.id);
    throw cause;
  }
}
