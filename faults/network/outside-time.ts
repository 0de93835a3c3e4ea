import { readFileSync } from "node:fs";

/** How long this process was kept from working: by others on the machine, or by a disk that it waited for. */
export interface OutsideTime {
  /** Since the beginning. */
  ms(): number;
  stop(): void;
}

/** ms between two looks. */
const PAUSE = 20;

export function measureOutsideTime(): OutsideTime {
  const startedAt = queuedMs();
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
    ms: () => Math.max(stood, queuedMs() - startedAt),
    stop: () => clearInterval(timer),
  };
}

/** ms in which this process could have worked and was given no processor; 0 where the system does not tell. */
function queuedMs(): number {
  try {
    const [, queued = "0"] = readFileSync("/proc/self/schedstat", "utf8").split(" ");
    return Number(queued) / 1_000_000;
  } catch {
    return 0;
  }
}
