import { type Branch, type Leaf, leavesBelow, type MapNode } from "./map-node.ts";
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

const none: Differences<never> = { keys: [], put: [], gone: [] };

/** What turns the map below `before` into that below `after`. */
export function nodeDifferences<V>(before: MapNode<V>, after: MapNode<V>): Differences<V> {
  if (before === after) return none;
  const found: Found<V> = { keys: [], put: [], gone: [] };
  compareNodes(before, after, found);
  return found;
}

/** A node that both maps share holds no difference. */
function compareNodes<V>(before: MapNode<V>, after: MapNode<V>, found: Found<V>): void {
  if (before === after) return;
  if (before.children === null && after.children === null) compareTwo(before, after, found);
  else if (before.children !== null && after.children !== null) compareBranches(before, after, found);
  else compareLeaves([before], [after], found);
}

/** A leaf in which only values were put has the very keys it had. */
function compareTwo<V>(before: Leaf<V>, after: Leaf<V>, found: Found<V>): void {
  const { keys } = after;
  if (before.keys !== keys) {
    compareEntries(before, after, found);
    return;
  }
  for (let at = 0; at < keys.length; at++) {
    if (before.values[at] === after.values[at]) continue;
    found.keys.push(keys[at] as string);
    found.put.push(after.values[at] as V);
  }
}

/** Where keys agree, or all but one child is shared, only what is below the same place can differ. */
function compareBranches<V>(before: Branch<V>, after: Branch<V>, found: Found<V>): void {
  if (sameList(before.keys, after.keys)) {
    for (let at = 0; at < after.children.length; at++) {
      compareNodes(before.children[at] as MapNode<V>, after.children[at] as MapNode<V>, found);
    }
    return;
  }
  const [old, fresh] = unshared(before.children, after.children);
  if (old.length === 1 && fresh.length === 1) compareNodes(old[0] as MapNode<V>, fresh[0] as MapNode<V>, found);
  else compareLeaves(old, fresh, found);
}

/** However differently the keys lie in the leaves below these nodes. */
function compareLeaves<V>(before: readonly MapNode<V>[], after: readonly MapNode<V>[], found: Found<V>): void {
  const [old, fresh] = unshared(before.flatMap(leavesBelow), after.flatMap(leavesBelow));
  compareEntries(joined(old), joined(fresh), found);
}

/** Both lists without what they share at either end. */
function unshared<T>(before: readonly T[], after: readonly T[]): readonly [readonly T[], readonly T[]] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

type Entries<V> = Pick<Leaf<V>, "keys" | "values">;

function joined<V>(leaves: readonly Leaf<V>[]): Entries<V> {
  return { keys: leaves.flatMap(({ keys }) => keys), values: leaves.flatMap(({ values }) => values) };
}

/** Both in the order of their keys. */
function compareEntries<V>(before: Entries<V>, after: Entries<V>, { keys, put, gone }: Found<V>): void {
  let at = 0;
  for (let place = 0; place < after.keys.length; place++) {
    const key = after.keys[place] as string;
    for (; at < before.keys.length && before.keys[at] !== key && (before.keys[at] as string) < key; at++) {
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
  for (; at < before.keys.length; at++) {
    keys.push(before.keys[at] as string);
    gone.push(before.values[at] as V);
  }
}
