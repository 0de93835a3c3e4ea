import type { BoardLink } from "./board-link.ts";

/**
 * How old the figures are, and so what a screen may still claim with them (screens 2.11):
 * `live` and `delayed` figures are normal, `stale` ones stand still, `lost` and `down` ones are no longer shown.
 */
export interface Freshness {
  readonly kind: "before-first" | "live" | "delayed" | "stale" | "lost" | "down";
  /** Whole seconds since the last message; before the first snapshot, since the page began to listen. */
  readonly ageSeconds: number;
}

/** Seconds from which on the name no longer holds; the last one holds for ever. */
const limits = { live: 5, delayed: 15, stale: 60, lost: 600 } as const;

/** `now`: the server's time in ms, as `useNow` and `serverNow` give it. */
export function freshnessOf(link: Known, now: number): Freshness {
  const age = Math.max(0, now - knownSince(link, now));
  const ageSeconds = Math.floor(age / 1000);
  if (link.board === null) return { kind: "before-first", ageSeconds };
  return { kind: kindAt(ageSeconds), ageSeconds };
}

/** The next instant, in the server's ms, at which the freshness changes if no message comes; null when it cannot. */
export function nextFreshnessLimit(link: Known, now: number): number | null {
  if (link.board === null) return null;
  const since = knownSince(link, now);
  for (const limit of Object.values(limits)) if (now < since + limit * 1000) return since + limit * 1000;
  return null;
}

type Known = Pick<BoardLink, "board" | "lastMessageAt" | "openedAt" | "clockOffset">;

function knownSince(link: Known, now: number): number {
  const since = link.lastMessageAt ?? link.openedAt;
  return since === null ? now : since + link.clockOffset;
}

function kindAt(ageSeconds: number): Exclude<Freshness["kind"], "before-first"> {
  if (ageSeconds < limits.live) return "live";
  if (ageSeconds < limits.delayed) return "delayed";
  if (ageSeconds < limits.stale) return "stale";
  if (ageSeconds < limits.lost) return "lost";
  return "down";
}
