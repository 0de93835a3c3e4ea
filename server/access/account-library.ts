import { type BetterAuthOptions, betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import type { Logger } from "#server/log.ts";
import type { AccessDatabase } from "./access-database.ts";
import { hashPassword, type PasswordCost, usualCost, verifyPassword } from "./password-hash.ts";

/** What is added to the library's own columns; nobody can give them from outside. */
const additionalFields = {
  role: { type: "string", required: true, input: false },
  extension: { type: "string", required: false, input: false },
  mustChangePassword: { type: "boolean", required: true, input: false },
} as const;

export interface LibraryParts {
  readonly database: Pick<AccessDatabase, "library" | "exclusively">;
  readonly secret: string;
  readonly log: Logger;
  /** Of passwords from now on. */
  readonly cost: PasswordCost;
}

export type AccountLibrary = Awaited<ReturnType<typeof openAccountLibrary>>;

/**
 * The library of accounts and sessions, on tables of its own. Only its hands are used: it answers no request, so that
 * no address has other rules than ours.
 */
export async function openAccountLibrary(parts: LibraryParts) {
  const { database, log } = parts;
  await makeLibraryTables(database, log);
  const auth = betterAuth(optionsOf(parts));
  const { internalAdapter, adapter, password: passwords } = await auth.$context;
  return { internalAdapter, adapter, passwords, cost: parts.cost };
}

/** Brings the library's tables to what it wants of them. Looked at and made in one go: several servers may start at once. */
export function makeLibraryTables(database: LibraryParts["database"], log: Logger): Promise<void> {
  return database.exclusively("library", async () => {
    const { runMigrations } = await getMigrations(optionsOf({ database, log, secret: "", cost: usualCost }));
    await runMigrations();
  });
}

function optionsOf({ database, secret, log, cost }: LibraryParts) {
  return {
    database: database.library,
    secret,
    // It builds no link of ours, but asks for an address.
    baseURL: "http://localhost",
    telemetry: { enabled: false },
    // What it adds to a message may hold what people sent.
    logger: { level: "warn", log: (level, message) => log[level](ourWords(message)) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: (password) => hashPassword(password, cost),
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    user: { additionalFields },
  } satisfies BetterAuthOptions;
}

/** The library names itself, and a variable that no operator of ours has heard of. */
export function ourWords(message: string): string {
  return message.replace(/^\[better-auth\] /, "").replace("BETTER_AUTH_SECRET", "RINGSIDE_SECRET");
}
