import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { exitCodeOf, runChild } from "./child.mjs";
import { npmCommand } from "./npm.mjs";
import { asOnlyWriter } from "./one-writer.mjs";
import { runtimeIn } from "./project.mjs";
import { SetupError } from "./setup-error.mjs";

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean }} LockedPackage */

/**
 * Whether node_modules is what package-lock.json says. npm's own record of what it installed is compared package by
 * package, so an interrupted installation, another branch's and one made by hand are all told apart.
 *
 * @param {string} folder the checkout
 * @param {{ development: boolean }} need development: the tools of tests and benchmarks as well
 */
export function isInstalled(folder, { development }) {
  const wanted = readPackages(join(folder, "package-lock.json"));
  if (wanted === null) throw new SetupError("package-lock.json is missing or damaged: take it from git again.");
  const installed = readPackages(join(folder, "node_modules", ".package-lock.json"));
  if (installed === null || !existsSync(runtimeIn(folder))) return false;
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === "" || locked.optional === true || (locked.dev === true && !development)) return true;
    return installed[path]?.version === locked.version && existsSync(join(folder, path));
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Installs exactly what package-lock.json names, the tools for tests included whatever NODE_ENV says: a second kind
 * of installation would be replaced by the first `npm test`, under a server that may be running from it.
 *
 * @param {string} folder the checkout
 */
export async function install(folder) {
  console.error("ringside: installing packages (about half a minute, once) …");
  await npm(folder, ["ci", "--include=dev"], "the packages could not be installed");
  if (!existsSync(runtimeIn(folder))) {
    // With ignore-scripts in somebody's npm settings the package `node` could not fetch its binary.
    await npm(folder, ["rebuild", "node", "--ignore-scripts=false"], "Node 24 could not be installed");
  }
  if (!isInstalled(folder, { development: true })) {
    throw new SetupError(
      "npm finished, yet node_modules is not what package-lock.json says: delete it and start again.",
    );
  }
}

/**
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {string} failure
 */
async function npm(folder, args, failure) {
  const [npmProgram, ...prefix] = npmCommand();
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const [program, programArgs] = asOnlyWriter(folder, npmProgram, [...prefix, ...args, ...quiet]);
  // stdout belongs to the command that is about to run.
  const ending = await runChild(program, programArgs, {
    cwd: folder,
    env: { ...process.env, npm_config_cache: cacheFor(folder) },
    stdio: ["ignore", 2, 2],
  });
  if (ending.told) throw new SetupError("the installation was stopped; the next command begins it anew.");
  if (exitCodeOf(ending) !== 0) {
    throw new SetupError(`${failure}: npm says why above. Is the package registry within reach of this machine?`);
  }
}

/**
 * npm's own cache, or one in the checkout for a user whose home cannot be written, as a service's often cannot.
 *
 * @param {string} folder
 */
function cacheFor(folder) {
  const { npm_config_cache: cache = join(homedir(), ".npm") } = process.env;
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return cache;
  } catch {
    return join(folder, ".ringside", "npm-cache");
  }
}
