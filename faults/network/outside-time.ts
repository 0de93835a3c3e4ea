import { readFileSync } from "node:fs";

/** How long a process was kept from working: by others on the machine, or, where it is this one, by a disk. */
export interface OutsideTime {
  /** Since the beginning. */
  ms(): number;
  stop(): void;
}

/** ms between two looks. */
const PAUSE = 20;

/** @param also another process whose waiting counts as well */
export function measureOutsideTime(also: number | null = null): OutsideTime {
  const queued = () => queuedMs("self") + (also === null ? 0 : queuedMs(also));
  const startedAt = queued();
  let lookedAt = performance.now();
  let used = process.cpuUsage();
  let stood = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(used);
    used = process.cpuUsage();
    // What the process itself did meanwhile is nobody else's.
    stood += Math.max(0, now - lookedAt - PAUSE - (user + system) / 1000);
    lookedAt = now;
  }, PAUSE);
  return {
    ms: () => Math.max(stood, queued() - startedAt),
    stop: () => clearInterval(timer),
  };
}

/** ms in which a process could have worked and was given no processor; 0 where the system does not tell. */
function queuedMs(process: number | "self"): number {
  try {
    const [, waited = "0"] = readFileSync(`/proc/${process}/schedstat`, "utf8").split(" ");
    return Number(waited) / 1_000_000;
  } catch {
    return 0;
  }
}
