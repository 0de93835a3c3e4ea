import { existsSync } from "node:fs";
import { exitCodeOf, runChild } from "../setup/child.mjs";

/**
 * Installs packages of the system, where it is one of Debian's kind and this user may.
 *
 * @param {readonly string[]} packages
 * @param {string} sentence told before it begins
 * @returns {Promise<boolean>} whether they are there
 */
export async function installFromDebian(packages, sentence) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.error(`ringside: ${sentence}`);
  // One of the machine's sources may be out of reach, and another have the packages all the same.
  await aptGet("update");
  return (await aptGet("install", "-y", ...packages)) === 0;
}

/** @param {...string} args */
async function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return exitCodeOf(await runChild("/usr/bin/apt-get", ["-q", ...args], { env, stdio: ["ignore", 2, 2] }));
}
