import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Board } from "#lib/board/board.ts";
import { freePort } from "#server/http/free-port-under-test.ts";
import { quickStart, root, runtimeIn, threadFlags } from "../scripts/setup/project.mjs";

/** The real server, built, in a process of its own, on a port and a data folder that outlive it; passwords are cheap there. */
export interface BoardServer {
  readonly port: number;
  readonly url: string;
  /** The webhook's whole address. */
  readonly webhook: string;
  /** Resolves when it answers. @param folder of another build than the checkout's */
  start(folder?: string): Promise<void>;
  /** What it has printed since it was started, the last of it. */
  printed(): string;
  /** SIGTERM. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
  board(): Promise<Board>;
  /** Ends it and forgets its data. */
  discard(): Promise<void>;
}

const key = "a-key-of-32-characters-for-testing";

/**
 * @param directory the CSV of numbers and names, empty for none
 * @param environment what is set besides, or otherwise: it is open, and has a key, where nothing else is said
 */
export async function createBoardServer(
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<BoardServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(join(tmpdir(), "ringside-e2e-"));
  if (directory !== "") writeFileSync(join(data, "directory.csv"), directory);
  let running: { readonly process: ChildProcess; readonly log: () => string } | null = null;

  const end = async (signal: NodeJS.Signals) => {
    if (running === null) return null;
    const { process: child } = running;
    running = null;
    if (child.exitCode !== null) return child.exitCode;
    child.kill(signal);
    const [code] = await once(child, "exit");
    return code;
  };

  return {
    port,
    url,
    webhook: `${url}/api/webhook/${key}`,
    async start(folder = root) {
      running = launch(folder, { ...environment, PORT: String(port), RINGSIDE_DATA: data });
      await answering(url, running);
    },
    printed: () => running?.log() ?? "",
    stop: () => end("SIGTERM"),
    async kill() {
      await end("SIGKILL");
    },
    async board() {
      const answer = await fetch(`${url}/api/board`);
      return answer.json();
    },
    async discard() {
      await end("SIGKILL");
      rmSync(data, { recursive: true });
    },
  };
}

function launch(folder: string, env: Record<string, string>) {
  const child = spawn(runtimeIn(root), [...threadFlags, "server/light-main.child.ts"], {
    cwd: folder,
    env: {
      ...quickStart(),
      DATABASE_URL: "",
      HOST: "127.0.0.1",
      RINGSIDE_ACCESS: "open",
      NODE_ENV: "production",
      RINGSIDE_PLACE: "North office",
      RINGSIDE_RECORDING_HOSTS: "pbx.example",
      RINGSIDE_TIME_ZONE: noonZone(new Date().getUTCHours()),
      RINGSIDE_WEBHOOK_KEY: key,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-20_000);
    });
  }
  return { process: child, log: () => log };
}

/** A time zone in which it is noon or soon after: no test meets a midnight, or the first hour of a day. */
function noonZone(utcHour: number): string {
  const west = utcHour - 12;
  return `Etc/GMT${west < 0 ? "" : "+"}${west}`;
}

/** ms */
const patience = 30_000;

async function answering(url: string, server: { readonly process: ChildProcess; readonly log: () => string }) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (server.process.exitCode !== null) throw new Error(`the server ended:\n${server.log()}`);
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server does not answer:\n${server.log()}`);
}
