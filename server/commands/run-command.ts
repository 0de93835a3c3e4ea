import { exitOnFailure } from "#server/exit-on-failure.ts";
import type { CommandRequest } from "./command-line.ts";
import { print, say } from "./output.ts";

/**
 * Does what a person asks of a command: runs it, or prints its help. What cannot be meant is told, with exit code 2; a
 * run that fails exits with 1.
 */
export async function runCommand<Options>(
  request: CommandRequest<Options>,
  command: { readonly help: string; readonly run: (options: Options) => Promise<void> },
): Promise<void> {
  switch (request.kind) {
    case "run":
      return exitOnFailure(() => command.run(request.options));
    case "help":
      return print([command.help]);
    case "problem":
      say(`${request.message} --help tells how it is called.`);
      process.exitCode = 2;
  }
}
