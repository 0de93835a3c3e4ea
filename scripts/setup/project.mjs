import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * With this Node keeps what it has compiled, and a start takes two thirds of the time. What the person has set counts.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export const quickStart = () => ({ NODE_COMPILE_CACHE: join(root, ".ringside", "compile-cache"), ...process.env });

/**
 * The Node that runs Ringside: the dependency `node`, whatever Node the machine has.
 *
 * @param {string} folder the checkout
 */
export const runtimeIn = (folder) => join(folder, "node_modules", "node", "bin", "node");

/**
 * For whatever has threads. Where the processor has memory protection keys, V8 now and then ends such a process:
 * "Check failed: jit_page.has_value()".
 */
export const threadFlags = ["--no-memory-protection-keys"];
