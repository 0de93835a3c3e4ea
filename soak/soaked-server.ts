import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#server/http/free-port-under-test.ts";
import { createOtherBuild, type OtherBuild } from "../e2e/other-build.ts";
import { undoAtSignal } from "../faults/ground/at-signal.ts";
import { root, runtimeIn } from "../scripts/setup/project.mjs";
import type { ServerAnswer, ServerOrder, ServerPlan } from "./server-plan.ts";

/** A server that is soaked, on a port and a folder that outlive its restarts. */
export interface SoakedServer {
  readonly port: number;
  /** The webhook's whole address. */
  readonly webhook: URL;
  order(order: ServerOrder): Promise<ServerAnswer>;
  /** kill -9, and begins anew. Resolves when it serves. */
  restart(): Promise<void>;
  /** The same with pages of another build. */
  deploy(): Promise<void>;
  /** How often it has begun. */
  starts(): number;
  /** Ends it and forgets its data. */
  discard(): Promise<void>;
}

const key = "a-key-of-32-characters-for-testing";

/** @param directory the CSV of the office's numbers */
export async function startSoakedServer(plan: ServerPlan, directory: string): Promise<SoakedServer> {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "ringside-soak-"));
  writeFileSync(join(data, "directory.csv"), directory);
  const environment = {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    RINGSIDE_ACCESS: "open",
    RINGSIDE_DATA: data,
    RINGSIDE_PLACE: "North office",
    RINGSIDE_TIME_ZONE: "UTC",
    RINGSIDE_WEBHOOK_KEY: key,
  } as const;
  const builds: OtherBuild[] = [];
  let running: Running | null = null;
  let starts = 0;
  // What a restart must not lose: its clock goes on where it was.
  let { clock } = plan;

  function forgetData(): void {
    for (const build of builds.splice(0)) build.discard();
    // What a process that was just killed still writes may come in between.
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
  const forgotten = undoAtSignal(forgetData);

  async function start(): Promise<void> {
    starts += 1;
    running = await launch(builds.at(-1)?.folder ?? root, environment, { ...plan, clock });
  }

  async function restart(): Promise<void> {
    if (running !== null) {
      const { at } = await running.order({ do: "tell-memory" });
      await running.kill();
      clock = { ...clock, from: Date.now(), at };
    }
    await start();
  }

  await start();
  return {
    port,
    webhook: new URL(`http://127.0.0.1:${port}/api/webhook/${key}`),
    async order(order) {
      if (running === null) throw new Error("the server has not begun");
      return running.order(order);
    },
    restart,
    async deploy() {
      builds.push(createOtherBuild(`soaked-${builds.length + 1}`, ["soak"]));
      await restart();
    },
    starts: () => starts,
    async discard() {
      await running?.kill();
      forgotten();
      forgetData();
    },
  };
}

/** TypeScript is read by WebAssembly, which needs a compiler: all others are off, and what is learnt of code is kept at once. */
const leanCode = ["--no-opt", "--no-maglev", "--no-sparkplug", "--no-lazy-feedback-allocation", "--no-flush-bytecode"];

interface Running {
  order(order: ServerOrder): Promise<ServerAnswer>;
  kill(): Promise<void>;
}

/** Resolves when it serves. */
async function launch(folder: string, environment: NodeJS.ProcessEnv, plan: ServerPlan): Promise<Running> {
  const child = fork(join(folder, "soak/server.child.ts"), [JSON.stringify(plan)], {
    cwd: folder,
    env: { ...inherited(), ...environment },
    execPath: runtimeIn(root),
    execArgv: ["--expose-gc", ...(plan.lean ? leanCode : [])],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const exited = once(child, "exit");
  void exited.then(undoAtSignal(() => child.kill("SIGKILL")));
  const printed = listenTo(child);
  const gone = exited.then(() => Promise.reject(new Error(`the server ended:\n${printed()}`)));
  gone.catch(() => undefined);
  const said = async () => (await Promise.race([once(child, "message"), gone]))[0];
  await said();
  return {
    order(order) {
      const answer = said();
      child.send(order);
      return answer;
    },
    async kill() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function listenTo(child: ChildProcess): () => string {
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-20_000);
    });
  }
  return () => log;
}

/** Nothing that is set where this runs changes the server. */
function inherited(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(RINGSIDE_|DATABASE_URL$|NODE_|VITEST)/.test(name));
  return Object.fromEntries(kept);
}
