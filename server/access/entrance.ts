import type { Clock } from "#server/clock.ts";
import type { FirstAdmin } from "#server/config/account-environment.ts";
import type { CompanyAccess } from "#server/config/company-environment.ts";
import type { Logger } from "#server/log.ts";
import type { AccessChanges } from "./access-changes.ts";
import type { AccessDatabase } from "./access-database.ts";
import { openAccountLibrary } from "./account-library.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { type CompanyDoor, createCompanyDoor } from "./company-door.ts";
import { libraryLinks } from "./company-links.ts";
import { createKnownNetworks } from "./known-networks.ts";
import { libraryAccounts, librarySessions } from "./library-stores.ts";
import type { PasswordCost } from "./password-hash.ts";
import { createPasswords } from "./passwords.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSetupCode, type SetupCode, type SetupCodes } from "./setup-code.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { createSignInLimit, type SignInLimit } from "./sign-in-limit.ts";
import type { Turns } from "./turns.ts";

/** Everything about who comes in by an account. */
export interface Entrance {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly limit: SignInLimit;
  /** null: people sign in with accounts of this server alone. */
  readonly company: CompanyDoor | null;
  /** null: somebody had an account at the start already, or nobody is to be let in here. */
  readonly setupCode: SetupCode | null;
  close(): Promise<void>;
}

export interface EntranceParts {
  /** For this alone; it is closed with the entrance. */
  readonly database: AccessDatabase;
  /** Where tries to sign in are counted. */
  readonly fleeting: AccessDatabase;
  /** What others change in the database. */
  readonly changes: Pick<AccessChanges, "subscribe">;
  /** null: nobody is let in here by a code. */
  readonly codes: SetupCodes | null;
  readonly secret: string;
  /** Made where nobody has an account. */
  readonly admin: FirstAdmin | null;
  readonly company: CompanyAccess | null;
  readonly cost: PasswordCost;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Between two looks whose session has run out, ms. */
const LOOK_MS = 500;

export async function openEntrance(parts: EntranceParts): Promise<Entrance> {
  const { database, fleeting, changes, secret, admin, codes, cost, clock, log } = parts;
  const library = await openAccountLibrary({ database, secret, log, cost });
  const sessions = createSessions({ store: librarySessions(library), clock, secret, log });
  const passwords = createPasswords(library);
  const store = { ...libraryAccounts(library), ...libraryLinks(library) };
  const turns: Turns = (work) => database.exclusively("accounts", work);
  const accounts = createAccounts({ store, passwords, sessions, turns });
  const networks = createKnownNetworks(database);
  const limit = createSignInLimit(fleeting, clock);
  const signIn = createSignIn({ accounts, passwords, sessions, networks, limit, clock });
  if (admin !== null && !(await accounts.any())) await accounts.addFirst(admin);
  const setupCode = codes === null || (await accounts.any()) ? null : await createSetupCode(codes);
  const unsubscribe = changes.subscribe((change) => {
    if (change === null || change.of === "account" || change.of === "session") sessions.changed(change);
  });
  const looking = setInterval(sessions.look, LOOK_MS).unref();
  return {
    accounts,
    sessions,
    signIn,
    limit,
    company: parts.company && createCompanyDoor(parts.company, { store, sessions, turns }),
    setupCode,
    async close() {
      clearInterval(looking);
      unsubscribe();
      database.close();
    },
  };
}
