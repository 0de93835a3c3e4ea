import { readFileSync } from "node:fs";

/** How long a process was kept from working: by others on the machine, or, where it is this one, by a disk. */
export interface OutsideTime {
  /** Since the beginning. */
  ms(): number;
  stop(): void;
}

/** ms between two looks. */
const PAUSE = 20;

/** ms between two looks that every timer and scheduler takes: nobody misses anything by it. */
const USUAL = 5;

/** @param also another process whose waiting counts as well */
export function measureOutsideTime(also: number | null = null): OutsideTime {
  const queued = () => queuedMs("self") + (also === null ? 0 : queuedMs(also));
  let last = { at: performance.now(), queued: queued(), used: process.cpuUsage() };
  let stood = 0;
  const look = () => {
    const next = { at: performance.now(), queued: queued(), used: process.cpuUsage() };
    const { user, system } = process.cpuUsage(last.used);
    // What the process itself did meanwhile is nobody else's.
    const late = next.at - last.at - PAUSE - (user + system) / 1000;
    const waited = Math.max(late, next.queued - last.queued);
    if (waited > USUAL) stood += waited;
    last = next;
  };
  const timer = setInterval(look, PAUSE);
  return {
    ms() {
      look();
      return stood;
    },
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
