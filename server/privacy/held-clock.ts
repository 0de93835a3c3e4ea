import { z } from "zod";

/** How long a clock has gone on without being set, over all starts and servers of a journal. Kept in a note of the journal. */
export const heldClock = z.object({
  /** What it said at the last look, epoch ms. */
  at: z.number(),
  /** ms of which this much was seen going by. */
  held: z.number(),
  /** It was set since anybody looked. */
  wasSet: z.boolean(),
});

export type HeldClock = z.output<typeof heldClock>;

const HOUR_MS = 3_600_000;
/** A server that is off over a weekend, or sleeps, sees no clock go by. */
const AHEAD_MS = 3 * 24 * HOUR_MS;
/** Servers that share a journal differ by less, and no sleep sets a clock back. */
const BACK_MS = HOUR_MS;
/** Whoever sets a clock wrong notices within a day. */
const TRUSTED_MS = 24 * HOUR_MS;

/** @param passed ms since this process looked last, whatever any clock is set to; 0: it has not */
export function lookedAgain(before: HeldClock | null, now: number, passed: number): HeldClock {
  if (before === null) return { at: now, held: 0, wasSet: false };
  const went = now - before.at;
  if (went - passed > AHEAD_MS || went < -BACK_MS) return { at: now, held: 0, wasSet: true };
  return { ...before, at: now, held: before.held + Math.min(passed, Math.max(0, went)) };
}

/** Whether what is old by this clock may be let go of for ever. */
export function isTrusted({ held }: HeldClock): boolean {
  return held >= TRUSTED_MS;
}
