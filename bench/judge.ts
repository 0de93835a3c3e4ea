import type { Bound, Comparison, Round } from "./comparison.ts";
import { type Spread, spreadOf } from "./spread.ts";

export type Verdict =
  | { readonly is: "met" }
  | { readonly is: "missed" }
  | { readonly is: "told" }
  | { readonly is: "not judged"; readonly because: string };

export interface Judged {
  readonly floor: Spread;
  readonly ours: Spread;
  readonly ratio: Spread;
  readonly excess: Spread;
  readonly verdict: Verdict;
}

/** Of the machine: with more in others' hands, ours and the floor are squeezed, and not alike. */
const mostForOthers = 0.1;

/**
 * The median of the rounds against the bound. Where others kept the machine busy, or the floor, which does the same every
 * time, comes out too differently, nothing is said about ours.
 * @param others share of the machine that others used meanwhile; null: time plays no part
 */
export function judge({ rounds, bound, calm }: Comparison, others: number | null): Judged {
  const floor = spreadOf(rounds.map((round) => round.floor));
  const ours = spreadOf(rounds.map((round) => round.ours));
  const ratio = spreadOf(rounds.map(ratioOf));
  const excess = spreadOf(rounds.map((round) => round.ours - round.floor));
  const unrest = floor.most / floor.least;
  return { floor, ours, ratio, excess, verdict: verdict(bound, { ours, ratio, excess }, { unrest, calm, others }) };
}

function ratioOf({ floor, ours }: Round): number {
  return ours / floor;
}

function verdict(
  bound: Bound | null,
  found: Pick<Judged, Bound["on"]>,
  {
    unrest,
    calm,
    others,
  }: { readonly unrest: number; readonly calm: Comparison["calm"]; readonly others: number | null },
): Verdict {
  if (bound === null) return { is: "told" };
  const noise = calm === null ? null : noiseOf(calm, { unrest, others });
  if (noise !== null) return { is: "not judged", because: noise };
  const { median } = found[bound.on];
  return { is: isWithin(median, bound) ? "met" : "missed" };
}

function noiseOf(
  calm: number,
  { unrest, others }: { readonly unrest: number; readonly others: number | null },
): string | null {
  if (others !== null && others > mostForOthers) {
    return `others kept ${Math.round(100 * others)} % of the machine busy`;
  }
  if (calm === Number.POSITIVE_INFINITY) return null;
  // Not `unrest > calm`: a floor of nought gives no number, and is no floor.
  if (!(unrest <= calm)) {
    return `the floor's rounds differ ${unrest.toFixed(2)} ×, more than ${calm} ×: the machine is too busy`;
  }
  return null;
}

function isWithin(figure: number, { is, limit }: Bound): boolean {
  switch (is) {
    case "at most":
      return figure <= limit;
    case "at least":
      return figure >= limit;
    case "exactly":
      return figure === limit;
  }
}
