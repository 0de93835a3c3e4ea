import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { StartError } from "#server/start-error.ts";

/** Options and operands of a command. Throws `StartError` with how it is called when they cannot be read. */
export function readCommandLine<const O extends ParseArgsOptionsConfig>(args: string[], options: O, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${reason}\nUsage: ${usage}`, { cause });
  }
}

/** An ISO 8601 instant as epoch ms; null when absent. Throws `StartError` naming the option. */
export function readInstant(text: string | undefined, option: string): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new StartError(`${option} must be an ISO 8601 time, such as 2026-03-02T09:00:00Z.`);
  return at;
}
