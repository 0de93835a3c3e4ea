import { spawnSync } from "node:child_process";
import { SetupError } from "../setup/setup-error.mjs";
import { installFromDebian } from "./debian.mjs";

/**
 * The program that the tests of power cuts and failing disks watch the server with.
 *
 * @returns {string | null} null when there is none, or it may watch nobody here
 */
export function findStrace() {
  return spawnSync("strace", ["-o", "/dev/null", "true"], { stdio: "ignore", timeout: 20_000 }).status === 0
    ? "strace"
    : null;
}

/** Installs it where there is none. */
export async function ensureStrace() {
  if (findStrace() !== null) return;
  await installFromDebian(["strace"], "installing strace with apt-get …");
  if (findStrace() === null) {
    throw new SetupError(
      "strace is needed, and could not be installed here, or may watch no program. Install it (Debian: apt-get install strace).",
    );
  }
}
