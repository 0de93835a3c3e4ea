import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * How a child process ended; told: whether it was sent a signal before.
 * @typedef {{ code: number, told: boolean } | { signal: NodeJS.Signals, told: boolean }} Ending
 */

const passedOn = /** @type {const} */ (["SIGTERM", "SIGHUP", "SIGINT"]);

/**
 * Starts a program and waits for its end. Signals sent to us meanwhile are its signals: it ends first, then we.
 * Rejects when it cannot be started at all.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<Ending>}
 */
export function runChild(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    let told = false;
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      told = true;
      // In a terminal Ctrl-C reaches the whole foreground group by itself: once is enough.
      if (signal !== "SIGINT" || process.stdin.isTTY !== true) child.kill(signal);
    };
    for (const signal of passedOn) process.on(signal, passOn);
    const settled = () => {
      for (const signal of passedOn) process.off(signal, passOn);
    };
    child.once("error", (error) => {
      settled();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      settled();
      resolve(signal === null ? { code: code ?? 1, told } : { signal, told });
    });
  });
}

/**
 * Becomes the program, as far as Node allows: its streams are ours, and we end as it ended.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where
 */
export async function handOver(program, args, { cwd, env }) {
  process.exitCode = exitCodeOf(await runChild(program, args, { cwd, env, stdio: "inherit" }));
}

/**
 * A program ended by a signal counts as 128 + its number, as in a shell.
 *
 * @param {Ending} ending
 */
export const exitCodeOf = (ending) => ("code" in ending ? ending.code : 128 + constants.signals[ending.signal]);
