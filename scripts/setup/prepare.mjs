import { alone } from "./alone.mjs";
import { build, isBuilt } from "./build.mjs";
import { install, isInstalled } from "./install.mjs";

/**
 * Makes a checkout ready to run: installs what is missing, builds what is stale, and does nothing where nothing is
 * missing. Two commands that start at once take turns, and the second finds the work done.
 *
 * @param {string} folder the checkout
 * @param {{ development: boolean, pages: boolean }} need development: the tools of tests and benchmarks; pages: the built
 *   pages
 */
export async function prepare(folder, { development, pages }) {
  const isStale = () => pages && !isBuilt(folder);
  const isComplete = () => isInstalled(folder, { development });
  if (!isStale() && isComplete()) return;
  await alone(
    folder,
    async () => {
      if (!isComplete()) await install(folder);
      if (isStale()) await build(folder);
    },
    () => console.error("ringside: another command is installing or building here; waiting for it …"),
  );
}
