import type { Comparison } from "./comparison.ts";
import type { Judged } from "./judge.ts";

type Row = Comparison & Judged;

export function isUndecided({ verdict }: Row): boolean {
  return verdict.is === "not judged";
}

/** The rows of a benchmark that ran twice: what was judged the first time stands, all else is what the second time says. */
export function withSecondTry(first: readonly Row[], second: readonly Row[]): readonly Row[] {
  const isJudged = ({ verdict }: Row) => verdict.is === "met" || verdict.is === "missed";
  return first.map((row) => (isJudged(row) ? row : (second.find(({ what }) => what === row.what) ?? row)));
}
