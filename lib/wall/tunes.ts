import type { Chime } from "./when-to-sound.ts";

/** One soft tone, all of it in seconds from the chime's beginning. */
export interface Pulse {
  readonly at: number;
  /** From silence to full. */
  readonly attack: number;
  /** From its beginning until it has died away. */
  readonly length: number;
  /** Fundamental, Hz. */
  readonly pitch: number;
}

/** Shares of the fundamental and its harmonics: warm enough for a room, and heard by who hears high tones no more. */
export const harmonics: readonly number[] = [1, 0.4, 0.2, 0.08];

/** Three for what is to be watched; three and two, a little higher and quicker, for what is critical. */
export const tunes: Readonly<Record<Chime, readonly Pulse[]>> = {
  watch: [0, 0.3, 0.6].map((at) => pulse(at, 740)),
  critical: [0, 0.2, 0.4, 0.8, 1].map((at) => pulse(at, 880)),
};

function pulse(at: number, pitch: number): Pulse {
  return { at, attack: 0.03, length: 0.3, pitch };
}
