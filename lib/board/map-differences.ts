import { type Leaf, leavesOf, type MapNode } from "./map-node.ts";
import { sameList } from "./same-list.ts";

export interface Differences<V> {
  /** Under which something was put, or went. */
  readonly keys: readonly string[];
  readonly put: readonly V[];
  readonly gone: readonly V[];
}

interface Found<V> {
  readonly keys: string[];
  readonly put: V[];
  readonly gone: V[];
}

/** What turns the map below `before` into that below `after`. */
export function nodeDifferences<V>(before: MapNode<V>, after: MapNode<V>): Differences<V> {
  const found: Found<V> = { keys: [], put: [], gone: [] };
  compareNodes(before, after, found);
  return found;
}

/** A node that both maps share holds no difference, and where keys agree only their values or children can differ. */
function compareNodes<V>(before: MapNode<V>, after: MapNode<V>, found: Found<V>): void {
  if (before === after) return;
  if (!sameList(before.keys, after.keys)) compareLeaves(before, after, found);
  else if (before.values !== null && after.values !== null)
    compareValues(before.values, after.values, after.keys, found);
  else if (before.children !== null && after.children !== null) compareAll(before.children, after.children, found);
  else compareLeaves(before, after, found);
}

function compareAll<V>(before: readonly MapNode<V>[], after: readonly MapNode<V>[], found: Found<V>): void {
  for (let at = 0; at < before.length; at++) compareNodes(before[at] as MapNode<V>, after[at] as MapNode<V>, found);
}

function compareValues<V>(before: readonly V[], after: readonly V[], keys: readonly string[], found: Found<V>): void {
  for (let at = 0; at < after.length; at++) {
    if (before[at] === after[at]) continue;
    found.keys.push(keys[at] as string);
    found.put.push(after[at] as V);
  }
}

/** However differently the keys lie in their leaves: a leaf that both share holds none of the keys of the others. */
function compareLeaves<V>(before: MapNode<V>, after: MapNode<V>, { keys, put, gone }: Found<V>): void {
  const leavesBefore = new Set(leavesOf(before));
  const leavesAfter = new Set(leavesOf(after));
  const left = new Map(entriesOf(leavesBefore.difference(leavesAfter)));
  for (const [key, value] of entriesOf(leavesAfter.difference(leavesBefore))) {
    if (!left.has(key) || left.get(key) !== value) {
      keys.push(key);
      put.push(value);
    }
    left.delete(key);
  }
  for (const [key, value] of left) {
    keys.push(key);
    gone.push(value);
  }
}

function* entriesOf<V>(leaves: Iterable<Leaf<V>>): Generator<[string, V], void, void> {
  for (const { keys, values } of leaves) {
    for (const [at, key] of keys.entries()) yield [key, values[at] as V];
  }
}
