/** A clock that stands still until it is told to pass, and what waits on it: hours in an instant, the same every time. */
export interface VirtualTime {
  /** Epoch ms. */
  now(): number;
  /** Runs something `ms` from now; the answer calls it off. */
  after(ms: number, run: () => void): () => void;
  /** Everything that falls due on the way runs in its order, at its own time. */
  pass(ms: number): void;
  /** How much waits to run. */
  waiting(): number;
}

interface Due {
  readonly at: number;
  readonly run: () => void;
}

export function createVirtualTime(start: number): VirtualTime {
  const waiting = new Set<Due>();
  let now = start;

  /** Of those due at the same time, the one that was there first. */
  const nextBy = (limit: number): Due | null => {
    let next: Due | null = null;
    for (const due of waiting) if (due.at <= limit && (next === null || due.at < next.at)) next = due;
    return next;
  };

  return {
    now: () => now,
    after(ms, run) {
      const due = { at: now + Math.max(0, ms), run };
      waiting.add(due);
      return () => void waiting.delete(due);
    },
    pass(ms) {
      const end = now + ms;
      for (let due = nextBy(end); due !== null; due = nextBy(end)) {
        waiting.delete(due);
        now = due.at;
        due.run();
      }
      now = end;
    },
    waiting: () => waiting.size,
  };
}
