import type { Comparison } from "./comparison.ts";
import type { Judged } from "./judge.ts";

type Row = Comparison & Judged;

export function isUndecided({ verdict }: Row): boolean {
  return verdict.is === "not judged";
}

/** The rows of a benchmark that ran twice: what was judged the first time stands. */
export function withSecondTry(first: readonly Row[], second: readonly Row[]): readonly Row[] {
  return first.map((row) => (isUndecided(row) ? (second.find(({ what }) => what === row.what) ?? row) : row));
}
