import type { After } from "./after.ts";

/** One clock for every timer on the screen: they all change in the same frame, once a second. */
export interface Ticker {
  /** The instant every timer shows, ms. It moves only at a tick, so whoever reads it between two reads the same. */
  now(): number;
  subscribe(listener: () => void): () => void;
}

export interface TickerParts {
  /** The time to show, ms: ticks come at its whole seconds. */
  now(): number;
  /** Another instant after `now` that deserves a tick of its own, or null. */
  alsoAt(now: number): number | null;
  readonly after: After;
  /** Calls `tick` when the page may have slept, or when the time to show was corrected. */
  onWake(tick: () => void): () => void;
}

/** A timer that fires this close to its instant was meant for it. */
const punctual = 250;

/** Runs while somebody listens, on one timer however many they are. */
export function createTicker(parts: TickerParts): Ticker {
  const listeners = new Set<() => void>();
  let shown = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | null = null;
  let stopWaking: (() => void) | null = null;

  const show = (now: number) => {
    cancelTimer?.();
    shown = now;
    const due = nextTick(now, parts.alsoAt(now));
    cancelTimer = parts.after(Math.max(0, due - parts.now()), () => {
      const actual = parts.now();
      tick(Math.abs(actual - due) < punctual ? due : actual);
    });
  };
  const tick = (now: number) => {
    show(now);
    for (const listener of [...listeners]) listener();
  };

  return {
    now() {
      if (listeners.size === 0 && Math.abs(parts.now() - shown) >= 1000) shown = parts.now();
      return shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        stopWaking = parts.onWake(() => tick(parts.now()));
        show(parts.now());
      }
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        cancelTimer?.();
        stopWaking?.();
      };
    },
  };
}

function nextTick(now: number, special: number | null): number {
  const second = (Math.floor(now / 1000) + 1) * 1000;
  return special !== null && special > now && special < second ? special : second;
}
