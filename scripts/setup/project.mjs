import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The Node that runs Ringside: the dependency `node`, whatever Node the machine has.
 *
 * @param {string} folder the checkout
 */
export const runtimeIn = (folder) => join(folder, "node_modules", "node", "bin", "node");
