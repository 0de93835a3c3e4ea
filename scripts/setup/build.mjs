import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodeOf, runChild } from "./child.mjs";
import { asOnlyWriter } from "./one-writer.mjs";
import { runtimeIn } from "./project.mjs";
import { SetupError } from "./setup-error.mjs";

/** What the pages are made of. A folder or file that does not exist counts as empty. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** Never part of a page: a change in them builds nothing. */
const beside = /\.test\.tsx?$|^lib\/(testing|simulator)\//;

/** @param {string} folder */
const stampIn = (folder) => join(folder, ".next", "ringside-sources");

/**
 * Whether the pages were built from exactly these sources.
 *
 * @param {string} folder the checkout
 */
export function isBuilt(folder) {
  const stamp = stampIn(folder);
  const isWhole = existsSync(stamp) && existsSync(join(folder, ".next", "BUILD_ID"));
  return isWhole && readFileSync(stamp, "utf8") === sourcesHash(folder);
}

/**
 * Builds the pages and remembers what they were built from.
 *
 * @param {string} folder the checkout
 */
export async function build(folder) {
  console.error("ringside: building the pages …");
  // Taken before the build: a source that changes meanwhile makes the next start build again.
  const hash = sourcesHash(folder);
  rmSync(stampIn(folder), { force: true });
  // Of two entries that share a library the default bundler gives both all of it: the wall would weigh 7 kB more (P-8).
  const next = join(folder, "node_modules", "next", "dist", "bin", "next");
  const [program, args] = asOnlyWriter(folder, runtimeIn(folder), [next, "build", "--webpack"]);
  const ending = await runChild(program, args, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", 2, 2],
  });
  if (ending.told) throw new SetupError("the build was stopped; the next command begins it anew.");
  if (exitCodeOf(ending) !== 0) throw new SetupError("the pages could not be built: the reason stands above.");
  writeFileSync(stampIn(folder), hash);
}

/**
 * One hash of every source's path and content.
 *
 * @param {string} folder the checkout
 */
export function sourcesHash(folder) {
  const hash = createHash("sha256");
  const files = sources.flatMap((source) => filesUnder(folder, source)).filter((file) => !beside.test(file));
  for (const path of files) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Files in and under a path, sorted; none when there is no such path.
 *
 * @param {string} folder
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(folder, path) {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(folder, path))
    .sort()
    .flatMap((name) => filesUnder(folder, `${path}/${name}`));
}
