import type { NetworkCondition } from "./network-fault.ts";

/** How one direction of a connection lets bytes through under one condition. */
export interface Pace {
  /** When bytes that come at `now` may go at the earliest, ms. */
  due(now: number): number;
  /** How many of `size` bytes that are due at `due` may go now. */
  step(size: number, due: number, now: number): Step;
}

export type Step =
  | { readonly may: "go"; readonly bytes: number }
  | { readonly may: "wait"; readonly until: number }
  /** Until the condition is another. */
  | { readonly may: "stay" }
  /** As many went as ever may. */
  | { readonly may: "break" };

/** ms between two pieces of a narrow line. */
const breath = 20;

/** @param random from 0 to 1 */
export function createPace(condition: NetworkCondition, random: () => number): Pace {
  let lastDue = 0;
  let nextAt = 0;
  let carried = 0;

  return {
    due(now) {
      if (condition.is === "latency") lastDue = Math.max(lastDue, now + condition.ms + random() * condition.jitter);
      return lastDue;
    },
    step(size, due, now) {
      switch (condition.is) {
        case "sound":
        case "down":
        case "reset":
        case "slow-close":
        case "message-loss":
          return { may: "go", bytes: size };
        case "black-hole":
          return { may: "stay" };
        case "latency":
          return due > now ? { may: "wait", until: due } : { may: "go", bytes: size };
        case "bandwidth": {
          if (nextAt > now) return { may: "wait", until: nextAt };
          const bytes = Math.min(size, Math.max(1, Math.round((condition.bytesPerSecond * breath) / 1000)));
          nextAt = now + (bytes * 1000) / condition.bytesPerSecond;
          return { may: "go", bytes };
        }
        case "slicer": {
          if (nextAt > now) return { may: "wait", until: nextAt };
          nextAt = now + condition.pause;
          return { may: "go", bytes: Math.min(size, condition.bytes) };
        }
        case "limit": {
          const bytes = Math.min(size, condition.bytes - carried);
          carried += bytes;
          return bytes === 0 ? { may: "break" } : { may: "go", bytes };
        }
      }
    },
  };
}
