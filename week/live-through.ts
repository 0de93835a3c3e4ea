import { Worker } from "node:worker_threads";
import type { WeekResult } from "./simulate-week.ts";

/** Seeds from the first up to the last, each of them one week. */
export interface Seeds {
  readonly from: number;
  readonly count: number;
}

/** Weeks that a thread is given at once. */
const AT_ONCE = 10;

/** Lives through the weeks in as many threads, and tells of each as it is over, in no order. Rejects where a thread ends early. */
export async function liveThrough(
  { from, count }: Seeds,
  threads: number,
  tell: (week: WeekResult) => void,
): Promise<void> {
  let next = from;
  const end = from + count;

  function share(): Seeds | null {
    if (next >= end) return null;
    const given = { from: next, count: Math.min(AT_ONCE, end - next) };
    next += given.count;
    return given;
  }

  await Promise.all(Array.from({ length: Math.min(threads, Math.ceil(count / AT_ONCE)) }, () => work(share, tell)));
}

/** One thread, from share to share. */
function work(share: () => Seeds | null, tell: (week: WeekResult) => void): Promise<void> {
  const worker = new Worker(new URL("./week.worker.ts", import.meta.url));
  return new Promise((resolve, reject) => {
    worker.on("message", (week: WeekResult | "done") => {
      if (week !== "done") {
        tell(week);
        return;
      }
      const given = share();
      if (given === null) resolve(worker.terminate().then(() => undefined));
      else worker.postMessage(given);
    });
    worker.on("error", reject);
    // After the last share nobody waits for it any more.
    worker.on("exit", (code) => reject(new Error(`a thread has ended (${code}) before its weeks were over`)));
  });
}
