/** A failure whose message is a whole sentence for the person at the keyboard: no stack is shown. */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";
}

/**
 * Runs a command's body. A `SetupError` ends the process with its sentence on stderr and exit code 1.
 *
 * @param {() => Promise<void>} body
 */
export async function explainingFailures(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`ringside: ${error.message}`);
    process.exitCode = 1;
  }
}
