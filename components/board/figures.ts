import type { Freshness } from "#lib/client/freshness.ts";

/**
 * What may still be claimed with the figures (screens 2.11): `running` ones count on, `frozen` ones are as they were at
 * the last message, `gone` ones are a dash. Old numbers are worse than no numbers.
 */
export type Figures = "running" | "frozen" | "gone";

export function figuresOf(freshness: Freshness["kind"]): Figures {
  switch (freshness) {
    case "live":
    case "delayed":
      return "running";
    case "stale":
      return "frozen";
    case "before-first":
    case "lost":
    case "down":
      return "gone";
  }
}

/** Seconds without a first snapshot after which a screen says what is wrong. */
export const firstPatience = 15;
