import { StartError } from "./start-error.ts";

/** Runs a command. What the operator can mend is told in one sentence, a bug with its stack; either way it exits with 1. */
export async function exitOnFailure(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(1);
  }
}
