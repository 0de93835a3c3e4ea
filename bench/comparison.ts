import type { Goal } from "./goals.ts";

export type Unit = "a second" | "ms" | "µs" | "bytes" | "pieces" | "%";

/** What one round measured of the floor, and of Ringside right after it. */
export interface Round {
  readonly floor: number;
  readonly ours: number;
}

export interface Bound {
  /** `ratio`: ours by the floor's, round by round; `excess`: ours less the floor's; `ours`: our own figure. */
  readonly on: "ratio" | "excess" | "ours";
  readonly is: "at most" | "at least" | "exactly";
  readonly limit: number;
}

/** One line of the table. */
export interface Comparison {
  readonly goal: Goal;
  readonly what: string;
  readonly unit: Unit;
  readonly rounds: readonly Round[];
  /** null: told, and not to be judged. */
  readonly bound: Bound | null;
  /**
   * How many times its smallest the floor's largest figure may be on a machine that is calm enough to judge on; infinite where
   * the goal is on our own figure, whatever the floor's; null: it is no matter of time, and judged on any machine.
   */
  readonly calm: number | null;
}

/** What one benchmark found. */
export interface Finding {
  readonly comparisons: readonly Comparison[];
  /** Sentences without which the figures could be misread. */
  readonly notes: readonly string[];
}
