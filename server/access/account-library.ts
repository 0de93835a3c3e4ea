import type { DatabaseSync } from "node:sqlite";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import type { Logger } from "#server/log.ts";
import { hashPassword, type PasswordCost, verifyPassword } from "./password-hash.ts";

/** What is added to the library's own columns; nobody can give them from outside. */
const additionalFields = {
  role: { type: "string", required: true, input: false },
  extension: { type: "string", required: false, input: false },
  mustChangePassword: { type: "boolean", required: true, input: false },
} as const;

interface LibraryParts {
  readonly database: DatabaseSync;
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
export async function openAccountLibrary({ database, secret, log, cost }: LibraryParts) {
  const options = {
    database,
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
  const auth = betterAuth(options);
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  const { internalAdapter, adapter, password: passwords } = await auth.$context;
  return { internalAdapter, adapter, passwords, cost };
}

/** The library names itself, and a variable that no operator of ours has heard of. */
export function ourWords(message: string): string {
  return message.replace(/^\[better-auth\] /, "").replace("BETTER_AUTH_SECRET", "RINGSIDE_SECRET");
}
