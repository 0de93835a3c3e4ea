import { availableParallelism, cpus, loadavg } from "node:os";

/** What the figures were taken on. */
export interface Machine {
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  /** Processes that wanted to run in the last minute, on average; some systems do not say (0). */
  readonly busy: number;
}

export function describeMachine(): Machine {
  return {
    node: process.version,
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    busy: loadavg()[0] ?? 0,
  };
}

export function machineLine({ node, cores, processor, busy }: Machine): string {
  return `Node ${node}, ${cores} × ${processor}, load ${busy.toFixed(1)} at the start`;
}
