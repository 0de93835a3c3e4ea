import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const flock = "/usr/bin/flock";

/**
 * The same command, holding a lock on the checkout as long as it runs, even when whoever started it has been killed:
 * the next command then waits for the orphan instead of writing into its files. Where the system has no `flock`, the
 * command as it is.
 *
 * @param {string} folder the checkout
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, string[]]} program and arguments
 */
export function asOnlyWriter(folder, program, args) {
  if (!existsSync(flock)) return [program, [...args]];
  const place = join(folder, ".ringside");
  mkdirSync(place, { recursive: true });
  // Without a fork, or a signal would end flock and not the command.
  return [flock, ["--no-fork", join(place, "setup.lock"), program, ...args]];
}
