import { spawn } from "node:child_process";
import { once } from "node:events";
import { npmCommand } from "../scripts/setup/npm.mjs";
import { root } from "../scripts/setup/project.mjs";

/** One of the project's commands, started as a person starts it. */
export interface NpmScript {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** To npm, which a supervisor would signal. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves with npm's exit code. */
  readonly ended: Promise<number | null>;
}

/** @param args `["start"]`, `["run", "-s", "replay", "--", "capture.jsonl"]` */
export function npmScript(args: readonly string[], env: Readonly<Record<string, string>>): NpmScript {
  const [npm, ...prefix] = npmCommand();
  const child = spawn(npm, [...prefix, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  return {
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    signal: (signal) => child.kill(signal),
    ended: once(child, "close").then(([code]) => code),
  };
}
