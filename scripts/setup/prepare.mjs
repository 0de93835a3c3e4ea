import { alone } from "./alone.mjs";
import { build, isBuilt } from "./build.mjs";
import { install, isInstalled } from "./install.mjs";

/**
 * Makes a checkout ready to run: installs what is missing, builds what is stale, and does nothing where nothing is
 * missing. Two commands that start at once take turns, and the second finds the work done.
 *
 * @param {string} folder the checkout
 * @param {{ development: boolean, pages: boolean }} need development: the tools for tests; pages: the built pages
 */
export async function prepare(folder, { development, pages }) {
  const ready = () => isInstalled(folder, { development }) && (!pages || isBuilt(folder));
  if (ready()) return;
  await alone(
    folder,
    async () => {
      if (!isInstalled(folder, { development })) await install(folder);
      if (pages && !isBuilt(folder)) await build(folder);
    },
    () => console.error("ringside: another command is installing or building here; waiting for it …"),
  );
}
