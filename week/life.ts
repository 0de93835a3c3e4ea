import type { Timers } from "#server/timers.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** One process, from its start to its end. Nothing of it happens after that, while it is held up, or while it sleeps. */
export interface Life {
  readonly name: string;
  alive(): boolean;
  readonly timers: Timers;
  /** Something from outside reaches it. */
  reach(run: () => void): void;
  /** Its one thread does nothing else for so long: a slow disk. */
  holdUp(ms: number): void;
  /** Its machine is suspended: what was to come in five minutes comes five minutes after it wakes. */
  sleep(): void;
  wake(): void;
  end(): void;
}

interface Pending {
  readonly run: () => void;
  /** Of the process's own time. */
  readonly due: number;
  cancel: () => void;
}

/** @param failed told of what it threw and nobody caught: a real process would end of it */
export function createLife(name: string, time: SimulatedTime, failed: (cause: unknown) => void): Life {
  const pending = new Set<Pending>();
  let alive = true;
  let heldUpTo = Number.NEGATIVE_INFINITY;
  let slept = 0;
  let asleepSince: number | null = null;

  const elapsed = (): number => (asleepSince ?? time.now()) - slept;

  function turn(run: () => void): void {
    if (!alive || asleepSince !== null) return;
    if (elapsed() < heldUpTo) {
      after(heldUpTo - elapsed(), run);
      return;
    }
    try {
      run();
    } catch (cause) {
      failed(cause);
    }
  }

  function arm(one: Pending): void {
    one.cancel = time.after(one.due - elapsed(), () => {
      pending.delete(one);
      turn(one.run);
    });
  }

  function after(ms: number, run: () => void): () => void {
    const one: Pending = { run, due: elapsed() + Math.max(0, ms), cancel: () => undefined };
    pending.add(one);
    if (asleepSince === null) arm(one);
    return () => {
      pending.delete(one);
      one.cancel();
    };
  }

  return {
    name,
    alive: () => alive,
    timers: { after, nextTurn: (run) => void after(0, run), elapsed },
    reach: turn,
    holdUp(ms) {
      heldUpTo = Math.max(heldUpTo, elapsed() + ms);
    },
    sleep() {
      asleepSince ??= time.now();
      for (const { cancel } of pending) cancel();
    },
    wake() {
      if (asleepSince === null) return;
      slept += time.now() - asleepSince;
      asleepSince = null;
      for (const one of pending) arm(one);
    },
    end() {
      alive = false;
      for (const { cancel } of pending) cancel();
      pending.clear();
    },
  };
}
