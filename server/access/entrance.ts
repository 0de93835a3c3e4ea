import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "#server/clock.ts";
import type { FirstAdmin } from "#server/config/account-environment.ts";
import type { CompanyAccess } from "#server/config/company-environment.ts";
import type { Logger } from "#server/log.ts";
import { openAccountLibrary } from "./account-library.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { type CompanyDoor, createCompanyDoor } from "./company-door.ts";
import { libraryLinks } from "./company-links.ts";
import { createKnownNetworks } from "./known-networks.ts";
import { libraryAccounts, librarySessions } from "./library-stores.ts";
import type { PasswordCost } from "./password-hash.ts";
import { createPasswords } from "./passwords.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSetupCode, type SetupCode } from "./setup-code.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { createSignInLimit, type SignInLimit } from "./sign-in-limit.ts";
import { createTurns } from "./turns.ts";

/** Everything about who comes in by an account. */
export interface Entrance {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly limit: SignInLimit;
  /** null: people sign in with accounts of this server alone. */
  readonly company: CompanyDoor | null;
  /** null: somebody had an account at the start already. */
  readonly setupCode: SetupCode | null;
  close(): void;
}

export interface EntranceParts {
  /** A connection to the file of accounts, for this alone; it is closed with the entrance. */
  readonly database: DatabaseSync;
  readonly secret: string;
  /** Made where nobody has an account. */
  readonly admin: FirstAdmin | null;
  readonly company: CompanyAccess | null;
  readonly cost: PasswordCost;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How often is looked for what another program has changed, ms: who was shut out is to be out within a second. */
const LOOK_EVERY_MS = 500;

export async function openEntrance(parts: EntranceParts): Promise<Entrance> {
  const { database, secret, admin, cost, clock, log } = parts;
  const library = await openAccountLibrary({ database, secret, log, cost });
  const sessions = createSessions({ store: librarySessions(library, database), clock, secret, log });
  const passwords = createPasswords(library);
  const store = { ...libraryAccounts(library), ...libraryLinks(library) };
  const turns = createTurns();
  const accounts = createAccounts({ store, passwords, sessions, turns });
  const networks = createKnownNetworks(database);
  const limit = createSignInLimit(clock);
  const signIn = createSignIn({ accounts, passwords, sessions, networks, limit, clock });
  if (admin !== null && !(await accounts.any())) await accounts.addFirst(admin);
  const setupCode = (await accounts.any()) ? null : createSetupCode();
  const looking = setInterval(sessions.look, LOOK_EVERY_MS).unref();
  return {
    accounts,
    sessions,
    signIn,
    limit,
    company: parts.company && createCompanyDoor(parts.company, { store, sessions, turns }),
    setupCode,
    close() {
      clearInterval(looking);
      database.close();
    },
  };
}
