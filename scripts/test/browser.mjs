import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { exitCodeOf, runChild } from "../setup/child.mjs";
import { runtimeIn } from "../setup/project.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { installFromDebian } from "./debian.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * A Chromium that runs: `CHROME_PATH`, else the system's, else Playwright's own.
 *
 * @returns {Promise<string | null>} the program's path; null when there is none
 */
export async function findBrowser() {
  const { CHROME_PATH: chosen, PATH: path = "" } = process.env;
  if (chosen) {
    if (runs(chosen)) return chosen;
    throw new SetupError(`CHROME_PATH is ${chosen}, which is no browser that runs.`);
  }
  const onPath = names.flatMap((name) => path.split(delimiter).map((place) => join(place, name)));
  const own = await playwrightsOwn();
  return [...onPath, own].filter(isProgram).find(runs) ?? null;
}

/** The same for who cannot do without: a `SetupError` says what to do where there is none. */
export async function requireBrowser() {
  const found = await findBrowser();
  if (found !== null) return found;
  throw new SetupError("There is no Chromium that runs: `npm test` installs one, or CHROME_PATH names one.");
}

/**
 * A Chromium that runs, installed where there is none.
 *
 * @param {string} folder the checkout, with packages installed
 */
export async function ensureBrowser(folder) {
  const found = await findBrowser();
  if (found !== null) return found;
  for (const way of [fromDebian, fromPlaywright]) {
    if (!(await way(folder))) continue;
    const installed = await findBrowser();
    if (installed !== null) return installed;
  }
  throw new SetupError(
    "the tests need Chromium, and it could not be installed here. Install it (Debian: apt-get install chromium), or name one in CHROME_PATH.",
  );
}

/** The system's package brings the libraries that a browser needs; Playwright's download does not. */
function fromDebian() {
  return installFromDebian(
    ["chromium", "fonts-liberation"],
    "installing Chromium with apt-get (a minute or two, once) …",
  );
}

/** @param {string} folder */
async function fromPlaywright(folder) {
  console.error("ringside: downloading Playwright's Chromium …");
  const command = join(folder, "node_modules", "@playwright", "test", "cli.js");
  const ending = await runChild(runtimeIn(folder), [command, "install", "chromium"], { stdio: ["ignore", 2, 2] });
  return exitCodeOf(ending) === 0;
}

async function playwrightsOwn() {
  // Not above: nothing is installed when this file is loaded.
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A browser that lacks a library, or a stub that only tells how to install one, fails here and not in every test.
 *
 * @param {string} path
 */
const runs = (path) => spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
