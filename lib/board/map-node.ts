/**
 * One run of changes to one map. A node is changed in place by the edit that made it; any other changes a copy. Its lists
 * are never changed, but replaced: a copy begins with those of the node, and most changes leave the keys as they are.
 */
export type Edit = object;

export interface Leaf<V> {
  readonly edit: Edit | null;
  keys: readonly string[];
  values: readonly V[];
  readonly children: null;
}

export interface Branch<V> {
  readonly edit: Edit | null;
  /** A bound for each child: none of its keys is before it, and all of those of the child to the left are. */
  keys: readonly string[];
  readonly values: null;
  children: readonly MapNode<V>[];
}

/**
 * A B+ tree: keys rise from left to right, all leaves are equally deep, and only a root may be empty. Small nodes, since
 * every change copies the nodes on its way, and a comparison looks at all that stand beside it.
 */
export type MapNode<V> = Leaf<V> | Branch<V>;

const most = 16;
/** A node this small joins the one beside it, if both together stay small. */
const few = most / 4;

export const emptyNode: MapNode<never> = { edit: null, keys: [], values: [], children: null };

/** The leaf in which the key stands, if anywhere. */
export function leafFor<V>(root: MapNode<V>, key: string): Leaf<V> {
  let node = root;
  while (node.children !== null) node = node.children[childFor(node.keys, key)] as MapNode<V>;
  return node;
}

/** The leaf of the first key that is not before `key`; the last one where there is none. */
export function leafFrom<V>(root: MapNode<V>, key: string): Leaf<V> {
  let node = root;
  let beside: MapNode<V> | undefined;
  while (node.children !== null) {
    const at = childFor(node.keys, key);
    beside = node.children[at + 1] ?? beside;
    node = node.children[at] as MapNode<V>;
  }
  const isBefore = placeFor(node.keys, key) === node.keys.length;
  return isBefore && beside !== undefined ? leafFor(beside, key) : node;
}

/** Leaves from left to right. */
export function* leavesOf<V>(node: MapNode<V>): Generator<Leaf<V>, void, void> {
  if (node.children === null) yield node;
  else for (const child of node.children) yield* leavesOf(child);
}

/** The same, at once. */
export function leavesBelow<V>(node: MapNode<V>): readonly Leaf<V>[] {
  return node.children === null ? [node] : node.children.flatMap(leavesBelow);
}

/** The place of the first key that is not before `key`. */
export function placeFor(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the last child whose keys do not all come after `key`; the first where they all do. */
function childFor(keys: readonly string[], key: string): number {
  let low = 1;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key < (keys[middle] as string)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** The node itself where the edit made it, else a copy that may be changed. */
export function toEdit<V>(node: MapNode<V>, edit: Edit): MapNode<V> {
  return node.edit === edit ? node : { ...node, edit };
}

/** Puts a value into a node of this edit. When that grows too large, the answer is what must stand to its right. */
export function put<V>(node: MapNode<V>, key: string, value: V, edit: Edit): MapNode<V> | null {
  if (node.children === null) {
    const at = placeFor(node.keys, key);
    if (node.keys[at] === key) {
      node.values = node.values.with(at, value);
      return null;
    }
    node.keys = node.keys.toSpliced(at, 0, key);
    node.values = node.values.toSpliced(at, 0, value);
    return splitOff(node, at, edit);
  }
  const at = childFor(node.keys, key);
  const child = childToEdit(node, at, edit);
  const right = put(child, key, value, edit);
  // Only the first child takes a key that is before its bound.
  if (key < (node.keys[at] as string)) node.keys = node.keys.with(at, key);
  if (right === null) return null;
  node.keys = node.keys.toSpliced(at + 1, 0, right.keys[0] as string);
  node.children = node.children.toSpliced(at + 1, 0, right);
  return splitOff(node, at + 1, edit);
}

/** Takes a key and its value out of a node of this edit, which may leave the node empty. */
export function drop<V>(node: MapNode<V>, key: string, edit: Edit): void {
  if (node.children === null) {
    const at = placeFor(node.keys, key);
    if (node.keys[at] !== key) return;
    node.keys = node.keys.toSpliced(at, 1);
    node.values = node.values.toSpliced(at, 1);
    return;
  }
  const at = childFor(node.keys, key);
  const child = childToEdit(node, at, edit);
  drop(child, key, edit);
  if (child.keys.length === 0) {
    node.keys = node.keys.toSpliced(at, 1);
    node.children = node.children.toSpliced(at, 1);
    return;
  }
  if (child.keys.length <= few) joinNext(node, Math.max(0, at - 1), edit);
}

/** Where the last key has grown the node, as it mostly does, the full part stays full; else both parts get half. */
function splitOff<V>(node: MapNode<V>, grownAt: number, edit: Edit): MapNode<V> | null {
  const { length } = node.keys;
  if (length <= most) return null;
  const from = grownAt === length - 1 ? grownAt : length >> 1;
  const keys = node.keys.slice(from);
  node.keys = node.keys.slice(0, from);
  if (node.children === null) {
    const values = node.values.slice(from);
    node.values = node.values.slice(0, from);
    return { edit, keys, values, children: null };
  }
  const children = node.children.slice(from);
  node.children = node.children.slice(0, from);
  return { edit, keys, values: null, children };
}

function childToEdit<V>(branch: Branch<V>, at: number, edit: Edit): MapNode<V> {
  const child = branch.children[at] as MapNode<V>;
  const own = toEdit(child, edit);
  if (own !== child) branch.children = branch.children.with(at, own);
  return own;
}

function joinNext<V>(branch: Branch<V>, at: number, edit: Edit): void {
  const left = branch.children[at];
  const right = branch.children[at + 1];
  if (left === undefined || right === undefined || left.keys.length + right.keys.length > most / 2) return;
  branch.children = branch.children.toSpliced(at, 2, bothOf(left, right, edit));
  branch.keys = branch.keys.toSpliced(at + 1, 1);
}

/** Two nodes that stand beside each other, and so at the same depth. */
function bothOf<V>(left: MapNode<V>, right: MapNode<V>, edit: Edit): MapNode<V> {
  const keys = [...left.keys, ...right.keys];
  if (left.children === null) {
    return { edit, keys, values: [...left.values, ...(right.values ?? [])], children: null };
  }
  return { edit, keys, values: null, children: [...left.children, ...(right.children ?? [])] };
}
