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

  /** What falls due next, and with it the calm ones before it: nothing waits for those. */
  function step(end: number): void {
    for (let at = agenda.nextAt(); at !== null && at <= end; at = agenda.nextAt()) {
      const item = agenda.take()?.item;
      if (item === undefined || item.off) continue;
      now = Math.max(now, at);
      events += 1;
      digest = Math.imul(digest ^ Math.floor(now * 1_000), 0x01000193);
      item.run();
      if (!item.isCalm) return;
    }
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
      await inTurns(() => {
        const at = agenda.nextAt();
        if (at === null || at > end) return false;
        step(end);
        return true;
      });
      now = Math.max(now, end);
    },
    async runFor(promise, most) {
      const end = now + most;
      let over = false;
      const done = promise.finally(() => {
        over = true;
      });
      done.catch(() => undefined);
      await inTurns(() => {
        if (over) return false;
        const at = agenda.nextAt();
        if (at === null || at > end) throw new Error(`it has not come to an end within ${most} ms`);
        step(end);
        return true;
      });
      return done;
    },
    events: () => events,
    digest: () => digest >>> 0,
  };
}

/** Turns that are asked for at once: a round of the event loop costs more than most of what happens in a turn. */
const ROUND = 64;

/**
 * Takes turns until one answers false. Nothing in this process waits for anything but what has just happened: between two
 * turns all of that is done, and a rejection that nobody handles is told of.
 */
function inTurns(turn: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const take = (): void => {
      if (isOver) return;
      try {
        isOver = !turn();
        if (isOver) resolve();
      } catch (cause) {
        isOver = true;
        reject(cause);
      }
    };
    const round = (): void => {
      for (let left = ROUND; left > 1; left -= 1) setImmediate(take);
      setImmediate(() => {
        take();
        if (!isOver) round();
      });
    };
    round();
  });
}
