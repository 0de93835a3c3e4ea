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

/** However differently the keys lie in their leaves: those that both share at either end hold no difference. */
function compareLeaves<V>(before: MapNode<V>, after: MapNode<V>, found: Found<V>): void {
  const old = [...leavesOf(before)];
  const fresh = [...leavesOf(after)];
  const start = sharedFrom(old, fresh);
  const end = sharedFrom(old.slice(start).reverse(), fresh.slice(start).reverse());
  compareEntries(joined(old.slice(start, old.length - end)), joined(fresh.slice(start, fresh.length - end)), found);
}

/** How many leaves both begin with. */
function sharedFrom<V>(before: readonly Leaf<V>[], after: readonly Leaf<V>[]): number {
  const end = before.findIndex((leaf, at) => leaf !== after[at]);
  return end === -1 ? before.length : end;
}

type Entries<V> = Pick<Leaf<V>, "keys" | "values">;

function joined<V>(leaves: readonly Leaf<V>[]): Entries<V> {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  return { keys: leaves.flatMap(({ keys }) => keys), values: leaves.flatMap(({ values }) => values) };
}

/** Both in the order of their keys. */
function compareEntries<V>(before: Entries<V>, after: Entries<V>, { keys, put, gone }: Found<V>): void {
  let at = 0;
  for (const [place, key] of after.keys.entries()) {
    for (; at < before.keys.length && (before.keys[at] as string) < key; at++) {
      keys.push(before.keys[at] as string);
      gone.push(before.values[at] as V);
    }
    const stays = before.keys[at] === key;
    const value = after.values[place] as V;
    if (!stays || before.values[at] !== value) {
      keys.push(key);
      put.push(value);
    }
    if (stays) at++;
  }
  keys.push(...before.keys.slice(at));
  gone.push(...before.values.slice(at));
}
