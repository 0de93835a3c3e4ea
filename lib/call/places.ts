import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import type { CallFacts } from "./call-facts.ts";

/** A reach with what its number really is, and the leg it belongs to. */
export interface PlacedReach {
  readonly at: number;
  readonly leg: number;
  readonly number: string;
  readonly kind: NumberKind;
}

/**
 * The reaches of a call, by time.
 * One sender counts its legs from 1: there the rings before the answer carry the answer's own leg.
 * They are read as leg 0, so that "a ring belongs to the leg below its answer" holds everywhere.
 */
export function placedReaches(facts: CallFacts, kindOf: (number: string) => NumberKind | null): readonly PlacedReach[] {
  const shift = countsFromOne(facts) ? 1 : 0;
  return facts.reaches.map((reach) => ({
    at: reach.at,
    leg: reach.leg <= shift ? 0 : reach.leg,
    number: reach.number,
    kind: kindOf(reach.number) ?? reach.claim,
  }));
}

function countsFromOne(facts: CallFacts): boolean {
  if (facts.outbound || facts.reaches.some((reach) => reach.leg === 0)) return false;
  const first = facts.answers.find((answer) => answer.leg === 1);
  if (first === undefined) return true;
  return first.via === null || facts.reaches.some((reach) => reach.leg === 1 && reach.number === first.agent);
}
