import type { QueueStatus } from "#lib/board/board.ts";

/**
 * How bad it is, worst last. `standing` has been critical for half an hour: it keeps its place but not its fill, so
 * that nobody learns to overlook red and no panel burns it in (screens 2.10, 2.12).
 */
export type Severity = "normal" | "watch" | "critical" | "standing";

/** Seconds. */
export interface AgeLimit {
  readonly watch: number;
  readonly critical: number;
}

/** Screens 2.10; the first, as long as nothing else is decided for the site. */
export const longestWaitLimit: AgeLimit = { watch: 60, critical: 120 };
export const oldestCallBackLimit: AgeLimit = { watch: 15 * 60, critical: 60 * 60 };
export const serviceLevelTarget = 0.8;

const standingAfter = 30 * 60;

/** Below this many calls a percentage is an accident. */
const enoughCalls = 10;

/** `seconds` null: nobody waits. */
export function severityOfAge(seconds: number | null, limit: AgeLimit): Severity {
  if (seconds === null || seconds < limit.watch) return "normal";
  if (seconds < limit.critical) return "watch";
  return seconds < limit.critical + standingAfter ? "critical" : "standing";
}

/** For sorting: a standing breach is as bad as a fresh one. */
export function severityRank(severity: Severity): 0 | 1 | 2 {
  switch (severity) {
    case "normal":
      return 0;
    case "watch":
      return 1;
    case "critical":
    case "standing":
      return 2;
  }
}

/**
 * Whether a queue misses its service level today. It is never more than a mark on the figure: a day's share cannot be
 * mended by whoever looks up now, and would stay red until midnight.
 */
export function missesServiceLevel(queue: QueueStatus): boolean {
  if (queue.serviceLevel === null || queue.answered + queue.missed < enoughCalls) return false;
  return queue.serviceLevel < serviceLevelTarget;
}
