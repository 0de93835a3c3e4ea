import { BTreeEx } from "sorted-btree/extended/index.js";
import { compareText } from "./text-order.ts";

/**
 * A map in key order whose copies share what they have in common: a copy costs nothing, a change
 * touches one path, and two copies are compared without visiting what they share.
 */
export type OrderedMap<V> = BTreeEx<string, V>;

type Compare = (a: string, b: string) => number;

export function orderedMap<V>(compare: Compare = compareText): OrderedMap<V> {
  return new BTreeEx<string, V>(undefined, compare);
}

/** Values that are new or not the same object, and values whose key went. */
export function differences<V>(
  before: OrderedMap<V>,
  after: OrderedMap<V>,
): { readonly put: readonly V[]; readonly gone: readonly V[] } {
  const put: V[] = [];
  const gone: V[] = [];
  before.diffAgainst(
    after,
    (_key, value) => void gone.push(value),
    (_key, value) => void put.push(value),
    (_key, _old, value) => void put.push(value),
  );
  return { put, gone };
}

/** Sorts numbers as text. Fourteen digits hold every date to the year 5138. @param at epoch ms */
export function timeKey(at: number, id: string): string {
  return `${Math.round(at).toString().padStart(14, "0")}|${id}`;
}
