import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Logger } from "#server/log.ts";
import type { Fold } from "#server/projector/guarded-fold.ts";
import type { Home } from "./home.ts";
import type { Life } from "./life.ts";
import { createRuns, type End } from "./runs.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import type { SimulatedTime } from "./simulated-time.ts";
import type { Trace } from "./trace.ts";

/** What a crash does to what was written and not synced: `kill` nothing. */
export type Crash = "kill" | "power-cut";

/** A machine on which a server is kept running, as a supervisor does. */
export interface Machine {
  readonly name: string;
  /** The process that listens, or has listened and is being stopped; null: there is none. */
  server(): ServerProcess | null;
  /** Its wall clock is set. @param ms by how much */
  setClock(ms: number): void;
  /** Its process ends in the middle of whatever it does, and is started again after so long. */
  crash(crash: Crash, downMs: number): void;
  /** Its process is stopped in order, and started again. */
  restart(downMs: number): void;
  /** The same, as another version of the server. */
  upgrade(downMs: number): void;
  /** It is suspended, with all that runs on it. */
  sleep(): void;
  wake(): void;
  /** Starts it, unless it runs. */
  start(): void;
}

export interface MachineParts {
  readonly name: string;
  readonly time: SimulatedTime;
  readonly trace: Trace;
  readonly settings: BoardSettings;
  readonly fold: () => Fold;
  readonly log: Logger;
  readonly home: Home;
  /** Told what nobody caught. */
  failed(cause: unknown): void;
  /** Told of each process as it is gone. */
  onGone(process: ServerProcess, how: End): void;
}

export function createMachine(parts: MachineParts): Machine {
  const { name, time, trace, home } = parts;
  let offset = 0;
  let version = 1;
  let isAsleep = false;
  const runs = createRuns({ ...parts, begin });

  function begin(life: Life): Promise<ServerProcess> {
    const { settings, fold, log } = parts;
    const rules = { fingerprint: `version ${version}`, settings, log };
    trace.note(`${life.name} starts, version ${version}`);
    if (isAsleep) life.sleep();
    return startServer({
      ...{ life, ...rules, fold: fold() },
      openJournal: () => home.open(life, { now: () => Math.floor(time.now() + offset) }),
      openArchive: () => home.openArchive(life, rules),
    });
  }

  return {
    name,
    server: runs.server,
    setClock(ms) {
      offset += ms;
      trace.note(`${name}: the clock is set by ${ms} ms`);
    },
    crash(how, downMs) {
      trace.note(`${name}: ${how}`);
      runs.end(how);
      if (how === "power-cut") home.losePower();
      runs.startIn(downMs);
    },
    restart: runs.restart,
    upgrade(downMs) {
      version += 1;
      runs.restart(downMs);
    },
    sleep() {
      isAsleep = true;
      runs.life()?.sleep();
    },
    wake() {
      isAsleep = false;
      runs.life()?.wake();
    },
    start: () => runs.startIn(0),
  };
}
