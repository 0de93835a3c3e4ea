import type { CommandRequest } from "#server/simulator/command-line.ts";
import { say } from "./output.ts";

/** Does what a person asks of a command: runs it, or prints its help. What cannot be meant is told, with exit code 2. */
export async function runCommand<Options>(
  request: CommandRequest<Options>,
  command: { readonly help: string; readonly run: (options: Options) => Promise<void> },
): Promise<void> {
  switch (request.kind) {
    case "run":
      return command.run(request.options);
    case "help":
      process.stdout.write(command.help);
      return;
    case "problem":
      say(request.message);
      process.exitCode = 2;
  }
}
