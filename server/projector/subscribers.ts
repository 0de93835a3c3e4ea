import type { Logger } from "#server/log.ts";

/** Those who want to know of every value. One that fails is logged and counted, and does not touch the others. */
export interface Subscribers<T> {
  add(listener: (value: T) => void): () => void;
  tell(value: T): void;
  faults(): number;
}

export function createSubscribers<T>(log: Logger): Subscribers<T> {
  const listeners = new Set<(value: T) => void>();
  let faults = 0;
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(value) {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (err) {
          faults += 1;
          log.error({ err }, "a change of the board could not be passed on");
        }
      }
    },
    faults: () => faults,
  };
}
