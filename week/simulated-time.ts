import { createAgenda } from "#lib/simulator/agenda.ts";
import type { After } from "#server/timers.ts";

/** The one time of a simulated world. It passes only while it is told to. */
export interface SimulatedTime {
  /** Epoch ms. */
  now(): number;
  readonly after: After;
  /** The same, for what leaves nothing to wait for behind: most of what happens, and cheaper. */
  readonly calmly: After;
  /** Everything that falls due by then, in its order and at its own time; behind each, all that waited for it goes on. */
  runUntil(end: number): Promise<void>;
  /** Runs on until the promise is settled; rejects with what it rejects with, or when it takes longer than `most` ms. */
  runFor<T>(promise: Promise<T>, most: number): Promise<T>;
  /** How much has happened. */
  events(): number;
  /** Of when everything happened. */
  digest(): number;
}

interface Due {
  readonly run: () => void;
  readonly isCalm: boolean;
  off: boolean;
}

export function createSimulatedTime(start: number): SimulatedTime {
  const agenda = createAgenda<Due>();
  let now = start;
  let events = 0;
  let digest = 0x811c9dc5;

  async function step(): Promise<void> {
    const due = agenda.take();
    if (due === null || due.item.off) return;
    now = Math.max(now, due.at);
    events += 1;
    digest = Math.imul(digest ^ Math.floor(now * 1_000), 0x01000193);
    due.item.run();
    if (!due.item.isCalm) await settled();
  }

  function add(ms: number, item: Due): () => void {
    agenda.add(now + Math.max(0, ms), item);
    return () => {
      item.off = true;
    };
  }

  return {
    now: () => now,
    after: (ms, run) => add(ms, { run, isCalm: false, off: false }),
    calmly: (ms, run) => add(ms, { run, isCalm: true, off: false }),
    async runUntil(end) {
      await settled();
      for (let at = agenda.nextAt(); at !== null && at <= end; at = agenda.nextAt()) await step();
      now = Math.max(now, end);
    },
    async runFor(promise, most) {
      const end = now + most;
      let over = false;
      const done = promise.finally(() => {
        over = true;
      });
      done.catch(() => undefined);
      await settled();
      while (!over) {
        const at = agenda.nextAt();
        if (at === null || at > end) throw new Error(`it has not come to an end within ${most} ms`);
        await step();
      }
      return done;
    },
    events: () => events,
    digest: () => digest >>> 0,
  };
}

/** Nothing in this process waits for anything but what has just happened: a turn of the event loop, and all is done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
