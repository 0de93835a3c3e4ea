import type { Random } from "#lib/simulator/random.ts";
import type { SimulatedTime } from "./simulated-time.ts";
import type { Trace } from "./trace.ts";
import type { Wounds } from "./wounds.ts";

/** Something that goes wrong, from the moment it is called. */
export type Mishap = () => void;

/** What those that make it happen have in common. */
export interface Stage {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly trace: Trace;
  readonly wounds: Wounds;
  /** How long something is broken or away, ms. */
  awhile(): number;
}
