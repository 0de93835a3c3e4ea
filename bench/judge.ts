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

/**
 * The median of the rounds against the bound. Where the floor, which does the same every time, comes out too
 * differently, the machine was busy with something else and nothing is said about ours.
 */
export function judge({ rounds, bound, calm }: Comparison): Judged {
  const floor = spreadOf(rounds.map((round) => round.floor));
  const ours = spreadOf(rounds.map((round) => round.ours));
  const ratio = spreadOf(rounds.map(ratioOf));
  const excess = spreadOf(rounds.map((round) => round.ours - round.floor));
  const unrest = floor.most / floor.least;
  return { floor, ours, ratio, excess, verdict: verdict(bound, { ours, ratio, excess }, { unrest, calm }) };
}

function ratioOf({ floor, ours }: Round): number {
  return ours / floor;
}

function verdict(
  bound: Bound | null,
  found: Pick<Judged, Bound["on"]>,
  { unrest, calm }: { readonly unrest: number; readonly calm: number },
): Verdict {
  if (bound === null) return { is: "told" };
  // Not `unrest > calm`: a floor of nought gives no number, and is no floor.
  if (!(unrest <= calm)) {
    const because = `the floor's rounds differ ${unrest.toFixed(2)} ×, more than ${calm} ×: the machine is too busy`;
    return { is: "not judged", because };
  }
  const { median } = found[bound.on];
  return { is: isWithin(median, bound) ? "met" : "missed" };
}

function isWithin(figure: number, { is, limit }: Bound): boolean {
  switch (is) {
    case "at most":
      return figure <= limit;
    case "at least":
      return figure >= limit;
  }
}
