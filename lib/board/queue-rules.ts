import type { QueueTargets } from "./board-settings.ts";
import type { OfficeHours } from "./office-hours.ts";

/** What an operator sets for one queue. */
export interface QueueRules {
  readonly targets: QueueTargets;
  /** null: always open. */
  readonly hours: OfficeHours | null;
}
