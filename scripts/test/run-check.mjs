import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exitCodeOf, runChild } from "../setup/child.mjs";
import { npmCommand } from "../setup/npm.mjs";
import { prepare } from "../setup/prepare.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { tallyOfCheck, tallyPlaywright, tallyVitest } from "./tally.mjs";

/**
 * @typedef {import("./checks.mjs").Check} Check
 * @typedef {import("./tally.mjs").Tally} Tally
 */

/**
 * Runs one check; its output goes to ours.
 *
 * @param {string} folder the checkout
 * @param {string} reports a folder for the runners' reports
 * @param {Check} check
 * @returns {Promise<Tally>}
 */
export async function runCheck(folder, reports, { script, runner }) {
  if (script === null) return tallyOfCheck(null, await buildSucceeds(folder));
  const file = join(reports, `${runner}.json`);
  rmSync(file, { force: true });
  const [npm, ...prefix] = npmCommand();
  const ending = await runChild(npm, [...prefix, "run", "--silent", script, "--", ...reporting(runner, file)], {
    cwd: folder,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return tallyOfCheck(readTally(runner, file), exitCodeOf(ending) === 0);
}

/** @param {string} folder */
async function buildSucceeds(folder) {
  try {
    await prepare(folder, { development: true, pages: true });
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`ringside: ${error.message}`);
    return false;
  }
}

/**
 * @param {import("./checks.mjs").Runner} runner
 * @param {string} file
 */
function reporting(runner, file) {
  switch (runner) {
    case "vitest":
      return ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    case "playwright":
      return ["--reporter=list,json"];
    case null:
      return [];
  }
}

/**
 * @param {import("./checks.mjs").Runner} runner
 * @param {string} file
 * @returns {Tally | null} null where the check has no tests; no report counts as an empty one
 */
function readTally(runner, file) {
  switch (runner) {
    case "vitest":
      return tallyVitest(readReport(file));
    case "playwright":
      return tallyPlaywright(readReport(file));
    case null:
      return null;
  }
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
