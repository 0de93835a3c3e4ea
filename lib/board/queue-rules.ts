import type { OfficeHours } from "./office-hours.ts";

/** All durations in seconds. */
export interface QueueTargets {
  /** T: an answer within it counts for the service level. */
  readonly answerWithin: number;
  /** S: a caller lost within it does not count against the service level. */
  readonly shortAbandon: number;
  /** `hunt`: a later ring of another phone ends the rings before it; `ring-all`: it does not. */
  readonly ringStrategy: "hunt" | "ring-all";
}

/** What an operator sets for one queue. */
export interface QueueRules {
  readonly targets: QueueTargets;
  /** null: those of the site. */
  readonly hours: OfficeHours | null;
}
