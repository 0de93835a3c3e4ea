import { createLife, type Life } from "./life.ts";
import type { ServerProcess } from "./server-process.ts";
import type { SimulatedTime } from "./simulated-time.ts";
import type { Trace } from "./trace.ts";

/** How a process comes to its end. */
export type End = "kill" | "power-cut" | "stop";

/** One process at a time, which a supervisor starts again whenever it has ended. */
export interface Runs {
  /** Of the process that is there now. */
  life(): Life | null;
  /** Where it listens, or has listened and is being stopped. */
  server(): ServerProcess | null;
  /** Unless one runs then. Of several the last counts. */
  startIn(ms: number): void;
  end(how: End): void;
  /** Stops it in order, and starts it again so long after it has stopped. */
  restart(downMs: number): void;
}

interface RunsParts {
  readonly name: string;
  readonly time: SimulatedTime;
  readonly trace: Trace;
  begin(life: Life): Promise<ServerProcess>;
  /** Told what nobody caught. */
  failed(cause: unknown): void;
  /** Told of each process as it is gone. */
  onGone(process: ServerProcess, how: End): void;
}

/** ms until a start that has failed is tried again. */
const RETRY_MS = 2_000;

interface Run {
  readonly life: Life;
  server: ServerProcess | null;
}

export function createRuns({ name, time, trace, begin, failed, onGone }: RunsParts): Runs {
  let current: Run | null = null;
  let started = 0;
  let cancelStart = (): void => undefined;

  function startIn(ms: number): void {
    cancelStart();
    cancelStart = time.after(ms, start);
  }

  function start(): void {
    if (current !== null) return;
    started += 1;
    const run: Run = { life: createLife(`${name}.${started}`, time, (cause) => breakDown(run, cause)), server: null };
    current = run;
    begin(run.life).then(
      (server) => {
        run.server = server;
        if (current === run) trace.note(`${run.life.name} listens at ${server.projector.report().rev}`);
      },
      (cause: unknown) => {
        if (current !== run) return;
        trace.note(`${run.life.name} ends as it starts: ${String(cause)}`);
        end("kill");
        startIn(RETRY_MS);
      },
    );
  }

  function breakDown(run: Run, cause: unknown): void {
    failed(cause);
    if (current === run) end("kill");
    startIn(RETRY_MS);
  }

  function end(how: End): void {
    const ended = current;
    current = null;
    ended?.life.end();
    if (ended?.server) onGone(ended.server, how);
  }

  function restart(downMs: number): void {
    const ending = current;
    if (ending?.server?.welcomes() !== true) return;
    trace.note(`${ending.life.name} is stopped`);
    ending.server.stop().then(
      () => {
        if (current !== ending) return;
        trace.note(`${ending.life.name} has stopped`);
        end("stop");
        startIn(downMs);
      },
      (cause: unknown) => {
        if (current === ending) breakDown(ending, cause);
      },
    );
  }

  return { life: () => current?.life ?? null, server: () => current?.server ?? null, startIn, end, restart };
}
