import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import type { CallFacts, Reach } from "./call-facts.ts";

/** A reach with what its number really is, and the leg it belongs to. */
export interface PlacedReach {
  readonly at: number;
  readonly leg: number;
  readonly number: string;
  readonly kind: NumberKind;
  /** No event told of it: the end named a queue to which the feed lost the way. */
  readonly supposed: boolean;
}

/**
 * The reaches of a call, by time.
 * One sender counts its legs from 1: there the rings before the answer carry the answer's own leg. They are read
 * as leg 0, so that "a ring belongs to the leg below its answer" holds everywhere; those after it are a transfer's.
 * @param gap ms by which a ring may have been overtaken by its answer
 */
export function placedReaches(
  facts: CallFacts,
  kindOf: (number: string) => NumberKind | null,
  gap: number,
): readonly PlacedReach[] {
  const fromOne = countsFromOne(facts);
  const first = facts.answers.find((answer) => answer.leg === 1);
  const isFirst = (reach: Reach): boolean =>
    fromOne && reach.leg === 1 && (first === undefined || reach.at <= first.at + gap || reach.number === first.agent);
  return facts.reaches.map((reach) => ({
    at: reach.at,
    leg: isFirst(reach) ? 0 : reach.leg,
    number: reach.number,
    kind: kindOf(reach.number) ?? reach.claim,
    supposed: false,
  }));
}

function countsFromOne(facts: CallFacts): boolean {
  if (facts.outbound || facts.reaches.some((reach) => reach.leg === 0)) return false;
  const first = facts.answers.find((answer) => answer.leg === 1);
  if (first === undefined) return true;
  return first.via === null || facts.reaches.some((reach) => reach.leg === 1 && reach.number === first.agent);
}
