import { networkOf } from "#server/access/network-of.ts";
import type { Clock } from "#server/clock.ts";

const WINDOW_MS = 60_000;
const ALLOWED_PER_WINDOW = 20;
/** So that an attacker with many addresses cannot fill the memory. */
const MOST_ADDRESSES = 10_000;

/** Counts wrong keys by address. Who knows the key is never counted, so the good path has no limit. */
export interface WrongKeyLimit {
  /** Notes a wrong key. null: it may be told so; else the seconds after which it may try again. */
  note(address: string): number | null;
}

export function createWrongKeyLimit(clock: Clock): WrongKeyLimit {
  const windows = new Map<string, { readonly until: number; count: number }>();

  function makeRoom(now: number): void {
    for (const [address, { until }] of windows) {
      if (until <= now || windows.size >= MOST_ADDRESSES) windows.delete(address);
    }
  }

  return {
    note(address) {
      const now = clock.now();
      const key = networkOf(address);
      let window = windows.get(key);
      if (!window || window.until <= now) {
        windows.delete(key);
        if (windows.size >= MOST_ADDRESSES) makeRoom(now);
        window = { until: now + WINDOW_MS, count: 0 };
        windows.set(key, window);
      }
      window.count += 1;
      return window.count <= ALLOWED_PER_WINDOW ? null : Math.ceil((window.until - now) / 1_000);
    },
  };
}
