import { ConfigError, StartError } from "./start-error.ts";

/** By sysexits.h: a service manager need not try again. */
const WRONG_CONFIGURATION = 78;

/**
 * Runs a command. What the operator can mend is told in one sentence, a bug with its stack; either way it exits with 1, but
 * with 78 where the environment cannot be used.
 */
export async function exitOnFailure(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(error instanceof ConfigError ? WRONG_CONFIGURATION : 1);
  }
}
