import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { undoAtSignal } from "./at-signal.ts";

/** How a server ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The real server, without pages, as a process of its own. */
export interface ServerProcess {
  /** Resolves with its address once it serves. Rejects when it ends before that. */
  readonly serving: Promise<string>;
  readonly ended: Promise<Ending>;
  readonly pid: number;
  /** What it has printed. */
  printed(): string;
  kill(signal: NodeJS.Signals): void;
}

export interface ServerPlan {
  readonly folder: string;
  /** The program, where it is another than the real one; absolute. */
  readonly program?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** A program that runs it, with its arguments; its process ends as the server's does. */
  readonly through?: readonly string[];
}

export const webhookKey = "a-key-of-32-characters-for-testing";

const realProgram = join(import.meta.dirname, "../../server/bare-main.child.ts");

/** What the server is given besides its folder; tests read its settings from the same. */
export const usualEnvironment = {
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  PORT: "0",
  RINGSIDE_ACCESS: "open",
  RINGSIDE_TIME_ZONE: "Europe/Prague",
  RINGSIDE_WEBHOOK_KEY: webhookKey,
} as const;

export function startServer({
  folder,
  program = realProgram,
  environment = {},
  through = [],
}: ServerPlan): ServerProcess {
  const [command = process.execPath, ...args] = [...through, process.execPath, program];
  const child = spawn(command, args, {
    env: { ...inherited(), ...usualEnvironment, RINGSIDE_DATA: folder, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close").then(([code, signal]): Ending => ({ code, signal }));
  // Who runs it for us lets it live where it is itself killed.
  void ended.then(undoAtSignal(() => child.kill(through.length === 0 ? "SIGKILL" : "SIGTERM")));
  let log = "";
  const serving = Promise.withResolvers<string>();
  // Whoever does not wait for it does not mind that it never comes.
  serving.promise.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      log = `${log}${line}\n`;
      const [, url] = /^The wall: +(http:\S+)\/wall/.exec(line) ?? [];
      if (url !== undefined) serving.resolve(url);
    });
  }
  void ended.then(() => serving.reject(new Error(`the server ended before it served:\n${log}`)));
  return {
    serving: serving.promise,
    ended,
    pid: child.pid ?? 0,
    printed: () => log,
    kill: (signal) => child.kill(signal),
  };
}

/** Nothing that is set where this runs changes the server. */
function inherited(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(RINGSIDE_|DATABASE_URL$|NODE_|VITEST)/.test(name));
  return Object.fromEntries(kept);
}
